package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.tool.Json;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What goes back to a REST client.
 *
 * @param status RFC 9110 status
 * @param body not copied, so nobody may change it
 * @param whenSent runs once, when it has gone out or nobody wants it any more
 */
@SuppressWarnings("ArrayRecordComponent") // the body as it goes, shared read-only
public record Reply(
        int status,
        String contentType,
        Map<String, String> headers,
        byte[] body,
        Runnable whenSent) {
    private static final String JSON = "application/json";

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** With nothing to do afterwards. */
    public Reply(int status, String contentType, Map<String, String> headers, byte[] body) {
        this(status, contentType, headers, body, () -> {});
    }

    /** The same with something to do afterwards. */
    public Reply whenSent(Runnable action) {
        return new Reply(status, contentType, headers, body, action);
    }

    /** The same with one more header. */
    public Reply with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, more, body, whenSent);
    }

    /** 200 with JSON. */
    public static Reply json(JsonNode body) {
        return json(200, body);
    }

    public static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, Map.of(), Json.MAPPER.writeValueAsBytes(body));
    }
}
