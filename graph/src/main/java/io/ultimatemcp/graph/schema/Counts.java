package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.model.GraphMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neo4j.driver.Transaction;

/**
 * Counts nodes and relationships from the engine's count store: the time does not grow with the
 * graph. Two round trips, because every upsert is answered with these figures.
 */
final class Counts {
    static final String NAMES =
            """
            CALL db.labels() YIELD label RETURN true AS isLabel, label AS name
            UNION ALL
            CALL db.relationshipTypes() YIELD relationshipType RETURN false AS isLabel, relationshipType AS name
            """;

    /** Counts in one statement; the planner's time grows with it. */
    private static final int AT_ONCE = 100;

    private static final int TOTALS = 2;

    private final Transaction transaction;

    Counts(Transaction transaction) {
        this.transaction = transaction;
    }

    GraphMetrics all() {
        var labels = new TreeMap<String, Long>();
        var types = new TreeMap<String, Long>();
        transaction
                .run(NAMES)
                .forEachRemaining(row ->
                        (row.get("isLabel").asBoolean() ? labels : types)
                                .put(row.get("name").asString(), 0L));
        long[] counts = count(patterns(List.copyOf(labels.keySet()), List.copyOf(types.keySet())));
        int next = TOTALS;
        for (var label : labels.entrySet()) {
            label.setValue(counts[next++]);
        }
        for (var type : types.entrySet()) {
            type.setValue(counts[next++]);
        }
        // Names without any node or relationship left are no longer there for a caller.
        labels.values().removeIf(count -> count == 0);
        types.values().removeIf(count -> count == 0);
        return new GraphMetrics(counts[0], counts[1], labels, types);
    }

    /** What is counted, as {@code n}: all nodes, all relationships, each label, each type. */
    static List<String> patterns(List<String> labels, List<String> types) {
        var patterns = new ArrayList<String>();
        patterns.add("(n)");
        patterns.add("()-[n]->()");
        labels.forEach(name -> patterns.add("(n:%s)".formatted(Names.quoted(name))));
        types.forEach(name -> patterns.add("()-[n:%s]->()".formatted(Names.quoted(name))));
        return patterns;
    }

    private long[] count(List<String> patterns) {
        var counts = new long[patterns.size()];
        for (int from = 0; from < patterns.size(); from += AT_ONCE) {
            int to = Math.min(patterns.size(), from + AT_ONCE);
            transaction
                    .run(counting(patterns, from, to))
                    .forEachRemaining(row -> counts[row.get("i").asInt()] = row.get("n").asLong());
        }
        return counts;
    }

    /**
     * A statement for some of the patterns. Each is counted in a WITH of its own: beside another
     * expression the engine would group, and for that visit every node.
     */
    static String counting(List<String> patterns, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "MATCH %s WITH count(n) AS n RETURN %d AS i, n"
                                .formatted(patterns.get(i), i))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }
}
