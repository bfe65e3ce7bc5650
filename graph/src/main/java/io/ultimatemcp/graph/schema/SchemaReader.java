package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.model.GraphSchema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;

/**
 * Looks at a sample of each label and type. A whole scan would be exact and would take minutes on a
 * graph of millions; a sample is what a reader who writes a query needs.
 */
final class SchemaReader {
    private static final int SAMPLE = 200;
    private static final int MOST_NAMES = 100;
    private static final int MOST_PROPERTIES = 40;
    private static final int MOST_PATTERNS = 12;

    private static final String TYPES =
            """
            UNWIND keys(x) AS name
            WITH name, collect(DISTINCT replace(valueType(x[name]), ' NOT NULL', '')) AS types
            RETURN name, types ORDER BY name LIMIT %d
            """
                    .formatted(MOST_PROPERTIES);

    private final Transaction transaction;

    SchemaReader(Transaction transaction) {
        this.transaction = transaction;
    }

    GraphSchema read() {
        var counts = new Counts(transaction).all();
        SortedMap<String, Long> labels = counts.labels();
        SortedMap<String, Long> types = counts.relationshipTypes();
        return new GraphSchema(
                most(labels).stream().map(this::label).toList(),
                most(types).stream().map(this::relationship).toList(),
                indexes(),
                labels.size() > MOST_NAMES || types.size() > MOST_NAMES);
    }

    private static List<Map.Entry<String, Long>> most(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMES)
                .toList();
    }

    private GraphSchema.Label label(Map.Entry<String, Long> counted) {
        return new GraphSchema.Label(
                counted.getKey(),
                counted.getValue(),
                properties("MATCH (x:%s)".formatted(Names.quoted(counted.getKey()))));
    }

    private GraphSchema.Relationship relationship(Map.Entry<String, Long> counted) {
        String match = "MATCH (a)-[x:%s]->(b)".formatted(Names.quoted(counted.getKey()));
        List<String> patterns =
                transaction
                        .run(
                                match
                                        + " WITH a, b LIMIT $sample"
                                        + " WITH labels(a) AS start, labels(b) AS end, count(*) AS n"
                                        + " RETURN start, end ORDER BY n DESC, start, end LIMIT $most",
                                Map.of("sample", SAMPLE, "most", MOST_PATTERNS))
                        .list(row -> side(row.get("start")) + " -> " + side(row.get("end")));
        return new GraphSchema.Relationship(
                counted.getKey(), counted.getValue(), patterns, properties(match));
    }

    private static String side(Value labels) {
        List<String> names = labels.asList(Value::asString).stream().sorted().toList();
        return names.isEmpty() ? "()" : String.join(":", names);
    }

    private SortedMap<String, String> properties(String match) {
        var properties = new TreeMap<String, String>();
        transaction
                .run(match + " WITH x LIMIT $sample " + TYPES, Map.of("sample", SAMPLE))
                .forEachRemaining(row ->
                        properties.put(
                                row.get("name").asString(),
                                String.join(
                                        " | ",
                                        row.get("types").asList(Value::asString).stream()
                                                .sorted()
                                                .toList())));
        return properties;
    }

    private List<GraphSchema.Index> indexes() {
        return transaction
                .run(
                        "SHOW INDEXES YIELD name, type, labelsOrTypes, properties"
                                + " WHERE type <> 'LOOKUP' RETURN name, type, labelsOrTypes, properties ORDER BY name LIMIT 100")
                .list(row ->
                        new GraphSchema.Index(
                                row.get("name").asString(),
                                row.get("type").asString(),
                                row.get("labelsOrTypes").asList(Value::asString),
                                row.get("properties").asList(Value::asString)));
    }
}
