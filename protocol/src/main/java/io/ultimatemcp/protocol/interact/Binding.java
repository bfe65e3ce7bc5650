package io.ultimatemcp.protocol.interact;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.wire.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a sealed state belongs to: a digest of the caller, the method and what is called with which
 * arguments.
 */
public final class Binding {
    private Binding() {}

    /** The digest; the order of object members does not matter. */
    public static byte[] of(Caller caller, String method, ObjectNode params) {
        ObjectNode what = Json.object().put("caller", caller.id()).put("method", method);
        for (String name : new String[] {"name", "uri", "arguments"}) {
            JsonNode value = params.get(name);
            if (value != null) {
                what.set(name, sorted(value));
            }
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(Json.write(what));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var members = new TreeMap<String, JsonNode>();
        object.properties().forEach(m -> members.put(m.getKey(), sorted(m.getValue())));
        return Json.object().setAll(members);
    }
}
