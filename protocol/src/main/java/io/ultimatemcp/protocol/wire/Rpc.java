package io.ultimatemcp.protocol.wire;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON-RPC 2.0 messages as UTF-8 bytes of one line, without a line end. */
public final class Rpc {
    private Rpc() {}

    /** A successful answer. */
    public static byte[] result(JsonNode id, ObjectNode result) {
        return message(id, null, "result", result);
    }

    /** A failed answer; without an id when none could be read. */
    public static byte[] error(@Nullable JsonNode id, WireError error) {
        return message(id, null, "error", error.toJson());
    }

    /** A notification of the server. */
    public static byte[] notification(String method, ObjectNode params) {
        return message(null, method, "params", params);
    }

    /** A request of the server to a stateful client. */
    public static byte[] request(String id, String method, ObjectNode params) {
        return message(Json.text(id), method, "params", params);
    }

    private static byte[] message(
            @Nullable JsonNode id, @Nullable String method, String member, ObjectNode value) {
        var out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = Json.generator(out)) {
            generator.writeStartObject();
            generator.writeStringProperty("jsonrpc", "2.0");
            if (id != null) {
                generator.writeName("id");
                Json.write(generator, id);
            }
            if (method != null) {
                generator.writeStringProperty("method", method);
            }
            if (method == null || !value.isEmpty()) {
                generator.writeName(member);
                Json.write(generator, value);
            }
            generator.writeEndObject();
        }
        return out.toByteArray();
    }
}
