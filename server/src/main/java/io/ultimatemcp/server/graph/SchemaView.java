package io.ultimatemcp.server.graph;

import io.ultimatemcp.graph.model.GraphSchema;
import java.util.SortedMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What kinds of things there are, as JSON that is short enough for a model to read. */
public final class SchemaView {
    private SchemaView() {}

    public static ObjectNode of(GraphSchema schema) {
        var view = JsonNodeFactory.instance.objectNode();
        var labels = view.putObject("labels");
        schema.labels()
                .forEach(label -> {
                    var shown = labels.putObject(label.name()).put("count", label.count());
                    properties(shown, label.properties());
                });
        var types = view.putObject("relationship_types");
        schema.relationships()
                .forEach(type -> {
                    var shown = types.putObject(type.type()).put("count", type.count());
                    var patterns = shown.putArray("patterns");
                    type.patterns().forEach(patterns::add);
                    properties(shown, type.properties());
                });
        var indexes = view.putArray("indexes");
        schema.indexes()
                .forEach(index ->
                        indexes.add(
                                "%s %s (%s) ON (%s)"
                                        .formatted(
                                                index.type(),
                                                index.name(),
                                                String.join("|", index.on()),
                                                String.join(", ", index.properties()))));
        return view.put("truncated", schema.truncated());
    }

    private static void properties(ObjectNode shown, SortedMap<String, String> properties) {
        if (!properties.isEmpty()) {
            var object = shown.putObject("properties");
            properties.forEach(object::put);
        }
    }
}
