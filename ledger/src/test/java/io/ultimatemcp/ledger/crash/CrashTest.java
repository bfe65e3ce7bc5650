package io.ultimatemcp.ledger.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.ledger.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@link CrashRounds}. */
final class CrashTest {
    @TempDir Path directory;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalfWrittenOnSqlite()
            throws IOException, InterruptedException {
        crash(new Place(List.of(directory.toString())), 3);
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalfWrittenOnPostgres()
            throws IOException, InterruptedException {
        var schema = Postgres.server().schema("crash");
        crash(new Place(List.of(directory.toString(), schema.url(), schema.user())), 2);
    }

    private static void crash(Place place, int rounds) throws IOException, InterruptedException {
        var random = new Random(20);
        var seen = new HashSet<String>();
        var inspected = new HashSet<String>();
        for (int i = 0; i < rounds; i++) {
            Round round = Round.run(place, 1 + random.nextInt(150), seen, inspected);
            assertThat(round.lost()).isEmpty();
            assertThat(round.broken()).isEmpty();
            assertThat(round.acknowledged()).isPositive();
        }
    }
}
