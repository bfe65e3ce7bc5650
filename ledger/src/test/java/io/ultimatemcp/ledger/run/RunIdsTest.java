package io.ultimatemcp.ledger.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The names of runs. */
final class RunIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    @Test
    void aNameIsAUuidOfVersionSevenThatTellsItsTime() {
        String id = new RunIds(() -> NOW).next();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        assertThat(UUID.fromString(id).getMostSignificantBits() >>> 16)
                .isEqualTo(NOW.toEpochMilli());
        assertThat(RunIds.isRunId(id)).isTrue();
    }

    @Test
    void namesGrowThoughTheClockStandsStillOrStepsBack() {
        var random = new Random(1);
        var ids = new RunIds(() -> NOW.plusMillis(random.nextInt(20) - 10));
        String last = "";
        for (int i = 0; i < 50_000; i++) {
            String next = ids.next();
            assertThat(next.compareTo(last)).isPositive();
            last = next;
        }
    }

    @Test
    void namesOfManyThreadsAreAllDifferent() {
        var ids = new RunIds(() -> NOW);
        var all = Collections.synchronizedSet(new HashSet<String>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.execute(() -> {
                    var mine = new ArrayList<String>();
                    for (int n = 0; n < 1000; n++) {
                        mine.add(ids.next());
                    }
                    all.addAll(mine);
                });
            }
        }
        assertThat(all).hasSize(20_000);
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String bad : new String[] {"", "x", UUID.randomUUID().toString(), "A".repeat(36)}) {
            assertThat(RunIds.isRunId(bad)).isFalse();
            assertThatThrownBy(() -> RunIds.check("id", bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("UUIDv7");
        }
    }
}
