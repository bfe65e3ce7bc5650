package io.ultimatemcp.graph.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question in Cypher.
 *
 * @param cypher one statement, at most {@value #LONGEST} characters
 * @param parameters values for {@code $names}: text, booleans, numbers, null, lists and maps of
 *     these
 * @param maxRows 1 to {@value #MOST_ROWS}
 * @param timeout how long the engine may work on it, up to a minute; waiting for a sleeping engine
 *     does not count
 */
public record Query(
        String cypher, Map<String, @Nullable Object> parameters, int maxRows, Duration timeout) {
    /** Characters of the longest query. */
    public static final int LONGEST = 100_000;

    /** Rows of the longest answer. */
    public static final int MOST_ROWS = 10_000;

    /** The longest time. */
    public static final Duration MOST_TIME = Duration.ofSeconds(60);

    /** Copies the parameters. */
    // Not compact: javac drops the parameters' type annotations there, and with them what may be
    // null.
    public Query(
            String cypher,
            Map<String, @Nullable Object> parameters,
            int maxRows,
            Duration timeout) {
        this.cypher = cypher;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.maxRows = maxRows;
        this.timeout = timeout;
    }

    /** A question without parameters, within the usual limits: 1000 rows, 5 seconds. */
    public static Query of(String cypher) {
        return new Query(cypher, Map.of(), 1000, Duration.ofSeconds(5));
    }
}
