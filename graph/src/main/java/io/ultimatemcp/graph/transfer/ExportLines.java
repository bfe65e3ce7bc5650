package io.ultimatemcp.graph.transfer;

import io.ultimatemcp.graph.model.SearchIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The lines of an export in their order: head, nodes, relationships, indexes, foot. One thread
 * only.
 */
final class ExportLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader lines;
    private long line;
    private long nodes;
    private long relationships;
    private @Nullable JsonNode ahead;

    ExportLines(BufferedReader lines) {
        this.lines = lines;
    }

    void head() throws IOException {
        JsonNode head = next();
        if (!head.path("format").asString("").equals(Export.FORMAT)
                || head.path("version").asInt(0) < 1
                || head.path("version").asInt(0) > Export.VERSION) {
            throw new TransferException("line 1 is not the head of an export of this version");
        }
    }

    List<Map<String, Object>> nodes(int most) throws IOException {
        var rows = new ArrayList<Map<String, Object>>();
        while (rows.size() < most && isNext("node")) {
            JsonNode node = next();
            var labels = new ArrayList<String>();
            node.path("labels").forEach(label -> labels.add(label.asString()));
            var row = new HashMap<String, Object>();
            row.put("number", node.get("node").asLong());
            row.put("labels", labels);
            row.put("properties", properties(node));
            rows.add(row);
        }
        nodes += rows.size();
        return rows;
    }

    List<Map<String, Object>> relationships(int most) throws IOException {
        var rows = new ArrayList<Map<String, Object>>();
        while (rows.size() < most && isNext("relationship")) {
            JsonNode relationship = next();
            var row = new HashMap<String, Object>();
            row.put("start", relationship.get("relationship").path(0).asLong());
            row.put("end", relationship.get("relationship").path(1).asLong());
            row.put("type", relationship.path("type").asString());
            row.put("properties", properties(relationship));
            rows.add(row);
        }
        relationships += rows.size();
        return rows;
    }

    List<SearchIndex> indexes() throws IOException {
        var indexes = new ArrayList<SearchIndex>();
        while (isNext("index")) {
            indexes.add(IndexLine.read(next()));
        }
        return indexes;
    }

    /** Checks that everything was there. */
    TransferCounts foot() throws IOException {
        JsonNode foot = next();
        if (foot.path("nodes").asLong(-1) != nodes
                || foot.path("relationships").asLong(-1) != relationships) {
            throw new TransferException(
                    "line %d: the counts do not match, lines are missing".formatted(line));
        }
        return new TransferCounts(nodes, relationships);
    }

    private Map<String, Value> properties(JsonNode element) throws IOException {
        var properties = new HashMap<String, Value>();
        for (Map.Entry<String, JsonNode> property : element.path("properties").properties()) {
            properties.put(property.getKey(), Tagged.read(property.getValue()));
        }
        return properties;
    }

    private boolean isNext(String member) throws IOException {
        if (ahead == null) {
            ahead = next();
        }
        return ahead.has(member) && (!member.equals("node") || ahead.has("labels"));
    }

    private JsonNode next() throws IOException {
        if (ahead != null) {
            JsonNode next = ahead;
            ahead = null;
            return next;
        }
        line++;
        @Nullable String text = lines.readLine();
        if (text == null) {
            throw new TransferException("line " + line + " is missing, the export is not whole");
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            throw new TransferException("line " + line + " is not JSON", broken);
        }
    }
}
