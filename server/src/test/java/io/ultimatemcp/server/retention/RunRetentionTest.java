package io.ultimatemcp.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.retention.RetentionPolicy;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.server.problem.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One pass at a time, however long it takes. */
final class RunRetentionTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int RUNS = 80;

    @TempDir private Path directory;

    private Ledger ledger;
    private Instant now = START;

    @BeforeEach
    void open() {
        ledger = Ledger.open(LedgerSettings.inDirectory(directory).withTime(() -> now));
        Blob arguments = Blob.of("{}");
        for (int i = 0; i < RUNS; i++) {
            ledger.record(
                    Run.builder(ledger.newRunId(), "execute_code", "ada")
                            .startedAt(START.plusSeconds(i))
                            .arguments(arguments.sha256())
                            .build(),
                    List.of(arguments));
        }
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aPassKeepsItsTurnHoweverLongItTakes() {
        var others = new ArrayList<Boolean>();
        var retention =
                new RunRetention(
                        ledger,
                        new RetentionPolicy(null, 0L, null),
                        () -> {
                            now = now.plus(LIFE.dividedBy(4));
                            if (ledger.leases().holder("retention").isPresent()) {
                                others.add(ledger.leases().take("retention", "other", LIFE));
                            }
                            return now;
                        },
                        RetentionListener.NONE);
        assertThat(retention.apply("ada", null).report().runs()).isEqualTo(RUNS);
        assertThat(now).isAfter(START.plus(LIFE));
        assertThat(others).isNotEmpty().doesNotContain(true);
        assertThat(ledger.leases().holder("retention")).isEmpty();
    }

    @Test
    void aPassThatLostItsTurnForgetsNoMore() {
        var asked = new ArrayList<Instant>();
        var retention =
                new RunRetention(
                        ledger,
                        new RetentionPolicy(null, 0L, null),
                        () -> {
                            asked.add(now);
                            if (asked.size() == 4) {
                                now = now.plus(LIFE);
                                ledger.leases().take("retention", "other", LIFE);
                            }
                            return now;
                        },
                        RetentionListener.NONE);
        assertThat(retention.apply("ada", null).report().runs()).isPositive().isLessThan(RUNS);
        assertThat(ledger.leases().holder("retention")).contains("other");
    }

    @Test
    void whileAnotherNodeForgetsItIsRefused() {
        ledger.leases().take("retention", "other", LIFE);
        var retention =
                new RunRetention(
                        ledger,
                        new RetentionPolicy(null, 0L, null),
                        () -> now,
                        RetentionListener.NONE);
        assertThatThrownBy(() -> retention.apply("ada", null)).isInstanceOf(Refusal.class);
    }
}
