package io.ultimatemcp.acceptance.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer over HTTP.
 *
 * @param body bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
public record Reply(int status, HttpHeaders headers, byte[] body) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** A header's value, "" when it is absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public String text() {
        return new String(body, UTF_8);
    }

    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
