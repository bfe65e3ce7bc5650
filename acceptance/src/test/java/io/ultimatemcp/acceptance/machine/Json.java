package io.ultimatemcp.acceptance.machine;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as tests write and read it. */
public final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** An object's text with these fields. */
    public static String of(Map<String, ?> fields) {
        return MAPPER.writeValueAsString(fields);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
