package io.ultimatemcp.ledger.sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the ledger stores them: microseconds since 1970-01-01T00:00:00Z. */
public final class Micros {
    private Micros() {}

    /**
     * For storing.
     *
     * @param instant is cut to the microsecond
     * @return microseconds since 1970
     */
    public static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /**
     * From storage.
     *
     * @param micros microseconds since 1970
     * @return the instant
     */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
