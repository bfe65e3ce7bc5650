package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.server.tool.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the plain values that the graph takes; numbers keep every digit. */
final class Plain {
    private Plain() {}

    static Map<String, @Nullable Object> map(@Nullable ObjectNode json) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        if (json != null) {
            json.properties()
                    .forEach(entry ->
                            map.put(
                                    entry.getKey(),
                                    Json.MAPPER.treeToValue(entry.getValue(), Object.class)));
        }
        return map;
    }
}
