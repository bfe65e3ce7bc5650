package io.ultimatemcp.graph.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;

/**
 * Asks an engine nobody talks to whether it still answers; three silences in a row are a death. One
 * thread only.
 */
final class Pulse {
    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_SILENCES = 3;

    private long last = System.nanoTime();
    private int silences;

    boolean isDue(long now, long lastUse) {
        return now - last > EVERY.toNanos() && now - lastUse > EVERY.toNanos();
    }

    /** False when the engine must be given up. Blocks at most {@link #PATIENCE}. */
    boolean feel(Driver driver) {
        var answer = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
                .name("graph-engine-pulse")
                .start(() -> {
                    var limits = TransactionConfig.builder().withTimeout(PATIENCE).build();
                    try (var session =
                            driver.session(SessionConfig.forDatabase(LocalEngine.DATABASE))) {
                        session.run("RETURN 1", limits).consume();
                        answer.complete(true);
                    } catch (RuntimeException silent) {
                        answer.complete(false);
                    }
                });
        boolean alive =
                answer.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        last = System.nanoTime();
        silences = alive ? 0 : silences + 1;
        return silences < MOST_SILENCES;
    }
}
