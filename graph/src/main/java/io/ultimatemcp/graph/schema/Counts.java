package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.model.GraphMetrics;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;

/**
 * Counts nodes and relationships from the engine's count store: the time does not grow with the
 * graph. Two round trips, because every upsert is answered with these figures.
 */
final class Counts {
    /** Names in one statement; the planner's time grows with it. */
    private static final int AT_ONCE = 100;

    private static final String TOTALS =
            """
            RETURN COUNT { MATCH (n) } AS nodes, COUNT { MATCH ()-[r]->() } AS relationships,
              COLLECT { CALL db.labels() YIELD label RETURN label } AS labels,
              COLLECT { CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType } AS types
            """;

    private final Transaction transaction;

    Counts(Transaction transaction) {
        this.transaction = transaction;
    }

    GraphMetrics all() {
        var totals = transaction.run(TOTALS).single();
        var labels = new TreeMap<String, Long>();
        var types = new TreeMap<String, Long>();
        count(
                Stream.concat(
                                totals.get("labels").asList(Value::asString).stream()
                                        .sorted()
                                        .map(name -> new Kind(labels, "MATCH (n:%s)", name)),
                                totals.get("types").asList(Value::asString).stream()
                                        .sorted()
                                        .map(name -> new Kind(types, "MATCH ()-[n:%s]->()", name)))
                        .toList());
        return new GraphMetrics(
                totals.get("nodes").asLong(), totals.get("relationships").asLong(), labels, types);
    }

    /** A label or a type, what matches its members, and where their number goes. */
    private record Kind(SortedMap<String, Long> counts, String match, String name) {
        String statement(int i) {
            return (match + " RETURN %d AS i, count(n) AS n").formatted(Names.quoted(name), i);
        }
    }

    /** Names without any node or relationship left are no longer there for a caller. */
    private void count(List<Kind> kinds) {
        for (int from = 0; from < kinds.size(); from += AT_ONCE) {
            String union =
                    IntStream.range(from, Math.min(kinds.size(), from + AT_ONCE))
                            .mapToObj(i -> kinds.get(i).statement(i))
                            .collect(Collectors.joining("\nUNION ALL\n"));
            transaction
                    .run(union)
                    .forEachRemaining(row -> {
                        Kind kind = kinds.get(row.get("i").asInt());
                        if (row.get("n").asLong() > 0) {
                            kind.counts().put(kind.name(), row.get("n").asLong());
                        }
                    });
        }
    }
}
