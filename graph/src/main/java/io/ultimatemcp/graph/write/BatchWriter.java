package io.ultimatemcp.graph.write;

import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.UpsertCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.summary.SummaryCounters;

/**
 * Writes one batch in one transaction: a statement per thousand nodes, or relationships of a type.
 */
final class BatchWriter {
    private static final int ROWS = 1000;

    private static final String MISSING =
            """
            UNWIND $keys AS key
            OPTIONAL MATCH (n:GraphNode {key: key})
            WITH key, n WHERE n IS NULL
            RETURN key
            """;

    private static final String NODES =
            """
            UNWIND $rows AS row
            MERGE (n:GraphNode {key: row.key})
            SET n += row.properties
            SET n:$(row.labels)
            """;

    private static final String RELATIONSHIPS =
            """
            UNWIND $rows AS row
            MATCH (a:GraphNode {key: row.start})
            MATCH (b:GraphNode {key: row.end})
            MERGE (a)-[r:$($type)]->(b)
            SET r += row.properties
            """;

    private final Transaction transaction;
    private final Batch batch;

    BatchWriter(Transaction transaction, Batch batch) {
        this.transaction = transaction;
        this.batch = batch;
    }

    Answer<UpsertCounts> write() {
        Set<String> missing = missing();
        if (!missing.isEmpty()) {
            return new Answer.Failed<>(named(missing).fault());
        }
        int nodesCreated = writeNodes();
        int relationshipsCreated = writeRelationships();
        return new Answer.Done<>(
                new UpsertCounts(
                        nodesCreated,
                        batch.nodes().size() - nodesCreated,
                        relationshipsCreated,
                        batch.relationships().size() - relationshipsCreated,
                        batch.propertiesSet()));
    }

    private Set<String> missing() {
        var missing = new HashSet<String>();
        for (List<String> keys : parts(List.copyOf(batch.outsideEndpoints()))) {
            transaction
                    .run(MISSING, Map.of("keys", keys))
                    .forEachRemaining(row -> missing.add(row.get("key").asString()));
        }
        return missing;
    }

    private Problems named(Set<String> missing) {
        var problems = new Problems();
        batch.relationships()
                .forEach((link, relationship) -> {
                    for (int index : relationship.indexes()) {
                        if (missing.contains(link.start())) {
                            problems.add(
                                    "/relationships/" + index + "/start", absent(link.start()));
                        }
                        if (missing.contains(link.end())) {
                            problems.add("/relationships/" + index + "/end", absent(link.end()));
                        }
                    }
                });
        return problems;
    }

    private static String absent(String key) {
        return "names the node " + key + ", which is neither in the graph nor in this request";
    }

    private int writeNodes() {
        var rows = new ArrayList<Map<String, Object>>();
        batch.nodes()
                .forEach((key, node) ->
                        rows.add(
                                Map.of(
                                        "key", key,
                                        "labels", List.copyOf(node.labels()),
                                        "properties", node.properties())));
        int created = 0;
        for (List<Map<String, Object>> part : parts(rows)) {
            created += run(NODES, Map.of("rows", part)).nodesCreated();
        }
        return created;
    }

    private int writeRelationships() {
        var byType = new LinkedHashMap<String, List<Map<String, Object>>>();
        batch.relationships()
                .forEach((link, relationship) ->
                        byType.computeIfAbsent(link.type(), _ -> new ArrayList<>())
                                .add(
                                        Map.of(
                                                "start", link.start(),
                                                "end", link.end(),
                                                "properties", relationship.properties())));
        int created = 0;
        for (var group : byType.entrySet()) {
            for (List<Map<String, Object>> rows : parts(group.getValue())) {
                created +=
                        run(RELATIONSHIPS, Map.of("rows", rows, "type", group.getKey()))
                                .relationshipsCreated();
            }
        }
        return created;
    }

    private SummaryCounters run(String statement, Map<String, Object> parameters) {
        return transaction.run(statement, parameters).consume().counters();
    }

    private static <T> List<List<T>> parts(List<T> items) {
        var parts = new ArrayList<List<T>>();
        for (int i = 0; i < items.size(); i += ROWS) {
            parts.add(items.subList(i, Math.min(items.size(), i + ROWS)));
        }
        return parts;
    }
}
