package io.ultimatemcp.bench.peer;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@code tools/call} as a yardstick handles it: parsed and written by Jackson, checked for its
 * form only.
 *
 * @param id to answer to
 * @param text to give back
 * @param progressToken under which steps are told; a missing node when none is wanted
 */
record EchoCall(JsonNode id, String text, JsonNode progressToken) {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    /** Reads a body; throws {@link IllegalArgumentException} when it is no call of a tool. */
    static EchoCall read(byte[] body) {
        JsonNode message = JACKSON.readTree(body);
        JsonNode params = message.path("params");
        if (!message.path("jsonrpc").asString("").equals("2.0")
                || !message.path("method").asString("").equals("tools/call")
                || !message.has("id")
                || !params.path("name").isString()) {
            throw new IllegalArgumentException("not a tools/call");
        }
        return new EchoCall(
                message.path("id"),
                params.path("arguments").path("text").asString(""),
                params.path("_meta").path("progressToken"));
    }

    /** Whether the answer is a stream of steps with the result at its end. */
    boolean streams() {
        return !progressToken.isMissingNode();
    }

    byte[] result() {
        ObjectNode message = JACKSON.createObjectNode().put("jsonrpc", "2.0");
        message.set("id", id);
        var result = message.putObject("result");
        result.putArray("content").addObject().put("type", "text").put("text", text);
        result.put("isError", false);
        return JACKSON.writeValueAsBytes(message);
    }

    byte[] step(int done) {
        ObjectNode message = JACKSON.createObjectNode().put("jsonrpc", "2.0");
        message.put("method", "notifications/progress");
        var params = message.putObject("params");
        params.set("progressToken", progressToken);
        params.put("progress", done).put("message", "step " + done);
        return JACKSON.writeValueAsBytes(message);
    }

    /** One event of a {@code text/event-stream}. */
    static byte[] event(byte[] json) {
        return ("data: " + new String(json, StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
