package io.ultimatemcp.protocol.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fault as one era writes it.
 *
 * @param httpStatus the HTTP status when this error is the whole answer
 * @param code the JSON-RPC error code
 * @param data details, or null for none
 */
public record WireError(int httpStatus, int code, String message, @Nullable JsonNode data) {

    /** The {@code error} member of a JSON-RPC response. */
    public ObjectNode toJson() {
        ObjectNode error = Json.object().put("code", code).put("message", message);
        if (data != null) {
            error.set("data", data);
        }
        return error;
    }
}
