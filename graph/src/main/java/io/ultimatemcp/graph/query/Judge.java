package io.ultimatemcp.graph.query;

import io.ultimatemcp.graph.model.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/**
 * Lets a query pass or not, by asking the engine to explain it first. Verdicts are kept by text:
 * what a plan calls and reads follows from the text alone. Thread-safe.
 */
final class Judge {
    /** What was found. */
    private record Ruling(@Nullable Fault against) {}

    private static final int MOST_KEPT = 512;
    private static final int LONGEST_KEPT = 4096;

    /**
     * Ends in a line break, so that positions and excerpts in the engine's messages are off by
     * exactly one line.
     */
    private static final String EXPLAIN = "EXPLAIN\n";

    private final Map<String, Ruling> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Ruling> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    /**
     * The reason against a query, or null.
     *
     * @throws org.neo4j.driver.exceptions.Neo4jException when the engine cannot make sense of it
     */
    @Nullable Fault refuse(Transaction transaction, String cypher, String database) {
        synchronized (kept) {
            @Nullable Ruling known = kept.get(cypher);
            if (known != null) {
                return known.against();
            }
        }
        var explained = transaction.run(EXPLAIN + cypher).consume();
        @Nullable Fault refused = new PlanCheck(database).refuse(explained);
        if (cypher.length() <= LONGEST_KEPT) {
            synchronized (kept) {
                kept.put(cypher, new Ruling(refused));
            }
        }
        return refused;
    }
}
