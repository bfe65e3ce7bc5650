package io.ultimatemcp.graph.transfer;

import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.graph.model.SearchIndex.Similarity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** A search index as a line of an export. */
final class IndexLine {
    private IndexLine() {}

    static Map<String, Object> write(SearchIndex index) {
        var line = new LinkedHashMap<String, Object>();
        line.put("index", index.name());
        line.put(
                "kind",
                switch (index) {
                    case SearchIndex.FullText _ -> "fulltext";
                    case SearchIndex.Vector _ -> "vector";
                });
        line.put("labels", index.labels());
        line.put("properties", index.properties());
        switch (index) {
            case SearchIndex.FullText text ->
                    text.analyzer().ifPresent(name -> line.put("analyzer", name));
            case SearchIndex.Vector vector -> {
                vector.dimensions().ifPresent(length -> line.put("dimensions", length));
                line.put("similarity", vector.similarity().code());
            }
        }
        return line;
    }

    static SearchIndex read(JsonNode line) throws TransferException {
        String name = line.path("index").asString("");
        List<String> labels = names(line.path("labels"));
        List<String> properties = names(line.path("properties"));
        if (name.isEmpty() || labels.isEmpty() || properties.isEmpty()) {
            throw new TransferException("not an index: " + line);
        }
        return switch (line.path("kind").asString("")) {
            case "fulltext" ->
                    new SearchIndex.FullText(
                            name,
                            labels,
                            properties,
                            Optional.of(line.path("analyzer").asString(""))
                                    .filter(analyzer -> !analyzer.isEmpty()));
            case "vector" ->
                    new SearchIndex.Vector(
                            name,
                            labels.getFirst(),
                            properties.getFirst(),
                            line.has("dimensions")
                                    ? OptionalInt.of(line.path("dimensions").asInt(0))
                                    : OptionalInt.empty(),
                            Similarity.of(line.path("similarity").asString(""))
                                    .orElseThrow(
                                            () -> new TransferException("not an index: " + line)));
            default -> throw new TransferException("not an index: " + line);
        };
    }

    private static List<String> names(JsonNode array) {
        var names = new ArrayList<String>();
        array.forEach(name -> names.add(name.asString("")));
        return names;
    }
}
