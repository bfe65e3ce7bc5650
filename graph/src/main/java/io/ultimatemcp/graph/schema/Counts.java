package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.model.GraphMetrics;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neo4j.driver.Transaction;

/**
 * Counts nodes and relationships from the engine's count store: the time does not grow with the
 * graph.
 */
final class Counts {
    /** Names in one statement; the planner's time grows with it. */
    private static final int AT_ONCE = 100;

    private final Transaction transaction;

    Counts(Transaction transaction) {
        this.transaction = transaction;
    }

    GraphMetrics all() {
        return new GraphMetrics(
                one("MATCH (n) RETURN count(n) AS n"),
                one("MATCH ()-[r]->() RETURN count(r) AS n"),
                labels(),
                types());
    }

    SortedMap<String, Long> labels() {
        return counted(
                "CALL db.labels() YIELD label AS name RETURN name ORDER BY name",
                "MATCH (n:%s) RETURN %d AS i, count(n) AS n");
    }

    SortedMap<String, Long> types() {
        return counted(
                "CALL db.relationshipTypes() YIELD relationshipType AS name RETURN name ORDER BY name",
                "MATCH ()-[r:%s]->() RETURN %d AS i, count(r) AS n");
    }

    private long one(String query) {
        return transaction.run(query).single().get("n").asLong();
    }

    /** Names without any node or relationship left are no longer there for a caller. */
    private SortedMap<String, Long> counted(String namesQuery, String countQuery) {
        List<String> names = transaction.run(namesQuery).list(row -> row.get("name").asString());
        var counts = new TreeMap<String, Long>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            String union =
                    IntStream.range(from, Math.min(names.size(), from + AT_ONCE))
                            .mapToObj(i -> countQuery.formatted(Names.quoted(names.get(i)), i))
                            .collect(Collectors.joining("\nUNION ALL\n"));
            transaction
                    .run(union)
                    .forEachRemaining(row -> {
                        if (row.get("n").asLong() > 0) {
                            counts.put(names.get(row.get("i").asInt()), row.get("n").asLong());
                        }
                    });
        }
        return counts;
    }
}
