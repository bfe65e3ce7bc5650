package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.graph.model.SearchIndex.Similarity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;

/** Search indexes in the words of the engine. */
public final class IndexStatements {
    private static final String LIST =
            """
            SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, options
            WHERE type IN ['FULLTEXT', 'VECTOR'] AND entityType = 'NODE'
            RETURN name, type, labelsOrTypes, properties, options.indexConfig AS settings
            ORDER BY name
            """;

    private static final String ANALYZER = "fulltext.analyzer";
    private static final String DIMENSIONS = "vector.dimensions";
    private static final String SIMILARITY = "vector.similarity_function";

    private IndexStatements() {}

    /** The search indexes on nodes, by name, those that are always there among them. */
    public static List<SearchIndex> list(Transaction transaction) {
        return transaction.run(LIST).list(IndexStatements::read);
    }

    /** Makes it unless there is one of its name or one that does the same; whether it was made. */
    public static boolean create(Transaction transaction, SearchIndex index) {
        var settings = new HashMap<String, Object>();
        String on = properties(index.properties());
        String form =
                switch (index) {
                    case SearchIndex.FullText(var _, var _, var _, Optional<String> analyzer) -> {
                        analyzer.ifPresent(name -> settings.put(ANALYZER, name));
                        yield "CREATE FULLTEXT INDEX %s IF NOT EXISTS FOR (n:%s) ON EACH [%s]";
                    }
                    case SearchIndex.Vector vector -> {
                        vector.dimensions().ifPresent(length -> settings.put(DIMENSIONS, length));
                        settings.put(SIMILARITY, vector.similarity().code());
                        yield "CREATE VECTOR INDEX %s IF NOT EXISTS FOR (n:%s) ON (%s)";
                    }
                };
        String statement = form.formatted(Names.quoted(index.name()), labels(index.labels()), on);
        return transaction
                        .run(
                                statement + " OPTIONS $options",
                                Map.of("options", Map.of("indexConfig", settings)))
                        .consume()
                        .counters()
                        .indexesAdded()
                > 0;
    }

    static void drop(Transaction transaction, String name) {
        transaction.run("DROP INDEX " + Names.quoted(name) + " IF EXISTS").consume();
    }

    private static String labels(List<String> labels) {
        return labels.stream().map(Names::quoted).collect(Collectors.joining("|"));
    }

    private static String properties(List<String> properties) {
        return properties.stream()
                .map(property -> "n." + Names.quoted(property))
                .collect(Collectors.joining(", "));
    }

    private static SearchIndex read(Record row) {
        String name = row.get("name").asString();
        List<String> labels = row.get("labelsOrTypes").asList(Value::asString);
        List<String> properties = row.get("properties").asList(Value::asString);
        Value settings = row.get("settings");
        if (row.get("type").asString().equals("FULLTEXT")) {
            return new SearchIndex.FullText(
                    name,
                    labels,
                    properties,
                    Optional.ofNullable(settings.get(ANALYZER).asString(null)));
        }
        Value length = settings.get(DIMENSIONS);
        return new SearchIndex.Vector(
                name,
                labels.getFirst(),
                properties.getFirst(),
                length.isNull() ? OptionalInt.empty() : OptionalInt.of(length.asInt()),
                Similarity.of(settings.get(SIMILARITY).asString("")).orElse(Similarity.COSINE));
    }
}
