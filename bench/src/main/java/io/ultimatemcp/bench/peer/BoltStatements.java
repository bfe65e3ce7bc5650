package io.ultimatemcp.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;

/** The work, as a program with a driver of its own would do it; the script sends the same to us. */
final class BoltStatements {
    private static final int AT_ONCE = 5_000;
    private static final String POINT = "MATCH (n:GraphNode {key: $key}) RETURN n";
    private static final String MANY =
            "UNWIND range($from, $from + $items - 1) AS i MATCH (n:GraphNode {key: 'seed-' + i}) RETURN n";
    private static final String NODES =
            "UNWIND $rows AS row MERGE (n:GraphNode {key: row.key}) SET n += row.properties SET n:Item";
    private static final String LINKS =
            """
            UNWIND $rows AS row
            MATCH (a:GraphNode {key: row.start}) MATCH (b:GraphNode {key: row.end})
            MERGE (a)-[r:NEXT]->(b) SET r += row.properties
            """;
    private static final String NODE = "MERGE (n:GraphNode:Item {key: $key}) SET n += $properties";
    private static final String LINK =
            """
            MATCH (a:GraphNode {key: $start}) MATCH (b:GraphNode {key: $end})
            MERGE (a)-[r:NEXT]->(b) SET r += $properties
            """;

    private final Driver driver;

    BoltStatements(Driver driver) {
        this.driver = driver;
    }

    /** Reads so many nodes by their keys, of the thousand that were loaded first. */
    void query(int items, long number) {
        int from = ThreadLocalRandom.current().nextInt(1001 - items);
        try (var session = driver.session(of(AccessMode.READ))) {
            int rows =
                    session.executeRead(transaction ->
                            (items == 1
                                            ? transaction.run(POINT, Map.of("key", "seed-" + from))
                                            : transaction.run(
                                                    MANY, Map.of("from", from, "items", items)))
                                    .list()
                                    .size());
            if (rows != items) {
                throw new IllegalStateException(number + ": " + rows + " rows, not " + items);
            }
        }
    }

    /** Merges so many nodes and as many relationships, a statement for each kind. */
    void upsert(int items, long number) {
        try (var session = driver.session(of(AccessMode.WRITE))) {
            session.executeWriteWithoutResult(transaction -> {
                transaction.run(NODES, Map.of("rows", nodes(items, number))).consume();
                transaction.run(LINKS, Map.of("rows", links(items, number))).consume();
            });
        }
    }

    /**
     * The same with a statement, and a round trip, for each item, as the original platform does.
     */
    void single(int items, long number) {
        try (var session = driver.session(of(AccessMode.WRITE))) {
            session.executeWriteWithoutResult(transaction -> {
                nodes(items, number).forEach(row -> transaction.run(NODE, row).consume());
                links(items, number).forEach(row -> transaction.run(LINK, row).consume());
            });
        }
    }

    /** Adds so many nodes with one relationship each. */
    void load(int nodes) {
        for (int from = 0; from < nodes; from += AT_ONCE) {
            int first = from;
            List<Map<String, Object>> rows =
                    IntStream.range(from, Math.min(nodes, from + AT_ONCE))
                            .mapToObj(i -> node("seed-" + i, i))
                            .toList();
            List<Map<String, Object>> links =
                    IntStream.range(from, Math.min(nodes, from + AT_ONCE))
                            .mapToObj(i ->
                                    link("seed-" + i, "seed-" + (first + (i * 7) % rows.size()), i))
                            .toList();
            try (var session = driver.session(of(AccessMode.WRITE))) {
                session.executeWriteWithoutResult(transaction -> {
                    transaction.run(NODES, Map.of("rows", rows)).consume();
                    transaction.run(LINKS, Map.of("rows", links)).consume();
                });
            }
        }
    }

    private static List<Map<String, Object>> nodes(int items, long number) {
        return IntStream.range(0, items)
                .mapToObj(i -> node("bolt-" + number + "-" + i, i))
                .toList();
    }

    private static List<Map<String, Object>> links(int items, long number) {
        String key = "bolt-" + number + "-";
        return IntStream.range(0, items)
                .mapToObj(i -> link(key + i, key + (i + 1) % items, i))
                .toList();
    }

    private static Map<String, Object> node(String key, int i) {
        return Map.of("key", key, "properties", Map.of("name", "item " + i, "place", i));
    }

    private static Map<String, Object> link(String start, String end, int i) {
        return Map.of("start", start, "end", end, "properties", Map.of("weight", i));
    }

    private static SessionConfig of(AccessMode mode) {
        return SessionConfig.builder().withDatabase("neo4j").withDefaultAccessMode(mode).build();
    }
}
