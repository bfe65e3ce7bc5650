package io.ultimatemcp.graph.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;

/**
 * Finds queries that were told to end and do not: the engine asks between rows whether it should go
 * on, and a regular expression or a {@code reduce} can take years within one row. Such a query
 * keeps a processor busy until the process ends, so it is the process that has to end.
 *
 * <p>Looks only after somebody gave a call up, and calls a transaction stuck that it has seen
 * terminated twice, {@link #MERCY} apart. Not thread-safe.
 */
final class Runaways {
    private static final Duration MERCY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String TERMINATED =
            "SHOW TRANSACTIONS YIELD transactionId, status WHERE status STARTS WITH 'Terminated'"
                    + " RETURN transactionId AS id LIMIT 1000";

    private boolean armed;
    private long lookAt;
    private Set<String> seen = Set.of();

    /** Tells that a call was given up. */
    void note(long now) {
        if (!armed) {
            armed = true;
            lookAt = now + MERCY.toNanos();
        }
    }

    boolean isDue(long now) {
        return armed && now - lookAt >= 0;
    }

    /** Another process has none of the old transactions. */
    void forget() {
        armed = false;
        seen = Set.of();
    }

    /** Takes a look; true when one is stuck. */
    boolean found(Set<String> terminated, long now) {
        boolean stuck = terminated.stream().anyMatch(seen::contains);
        seen = terminated;
        armed = !terminated.isEmpty();
        lookAt = now + MERCY.toNanos();
        return stuck;
    }

    /** The transactions that were told to end; none when the engine does not answer. */
    static Set<String> terminated(Driver driver) {
        var answer = new CompletableFuture<Set<String>>();
        Thread.ofVirtual()
                .name("graph-engine-runaways")
                .start(() -> {
                    var limits = TransactionConfig.builder().withTimeout(PATIENCE).build();
                    try (var session =
                            driver.session(SessionConfig.forDatabase(LocalEngine.DATABASE))) {
                        var ids = new HashSet<String>();
                        session.run(TERMINATED, limits)
                                .forEachRemaining(row -> ids.add(row.get("id").asString()));
                        answer.complete(ids);
                    } catch (RuntimeException silent) {
                        answer.complete(Set.of());
                    }
                });
        return answer.completeOnTimeout(Set.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
