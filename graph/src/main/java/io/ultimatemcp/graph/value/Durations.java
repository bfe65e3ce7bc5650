package io.ultimatemcp.graph.value;

import java.math.BigDecimal;
import org.neo4j.driver.types.IsoDuration;

/** Writes Cypher's durations, which count months, days and seconds apart, as ISO 8601. */
final class Durations {
    private Durations() {}

    static String text(IsoDuration duration) {
        var text = new StringBuilder("P");
        part(text, duration.months() / 12, 'Y');
        part(text, duration.months() % 12, 'M');
        part(text, duration.days(), 'D');
        if (duration.seconds() != 0 || duration.nanoseconds() != 0) {
            text.append('T');
            long hours = duration.seconds() / 3600;
            long minutes = duration.seconds() % 3600 / 60;
            part(text, hours, 'H');
            part(text, minutes, 'M');
            BigDecimal seconds =
                    BigDecimal.valueOf(duration.seconds() % 60)
                            .add(BigDecimal.valueOf(duration.nanoseconds(), 9));
            if (seconds.signum() != 0) {
                text.append(seconds.stripTrailingZeros().toPlainString()).append('S');
            }
        }
        return text.length() == 1 ? "PT0S" : text.toString();
    }

    private static void part(StringBuilder text, long count, char unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }
}
