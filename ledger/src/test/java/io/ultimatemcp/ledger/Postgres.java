package io.ultimatemcp.ledger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.ledger.sql.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL server that all tests of this process share, each with its own schema. */
public final class Postgres {
    private static @Nullable PostgresServer server;

    private Postgres() {}

    /** Starts the server if need be; skips the test where PostgreSQL is not installed. */
    public static synchronized PostgresServer server() {
        Optional<Path> installation = PostgresServer.installation();
        assumeTrue(
                installation.isPresent(),
                "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        PostgresServer running = server;
        if (running == null) {
            running = started(installation.orElseThrow());
            server = running;
        }
        return running;
    }

    /** A schema that belongs to this directory of a test, empty at first. */
    static Location.Postgres schema(Path directory, String suffix) {
        String name = String.valueOf(directory.getFileName()).toLowerCase(Locale.ROOT);
        return server().schema(name.replace('-', '_') + suffix);
    }

    private static PostgresServer started(Path installation) {
        try {
            PostgresServer started = PostgresServer.start(installation);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(started)));
            return started;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", e);
        }
    }

    private static void stop(PostgresServer started) {
        try {
            started.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
