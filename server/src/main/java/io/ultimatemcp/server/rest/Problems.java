package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.tool.Json;
import java.util.HashMap;
import java.util.Map;

/** Writes a {@link Problem} as RFC 9457 {@code application/problem+json}. */
public final class Problems {
    private static final String TYPE = "urn:ultimate-mcp:error:";

    private Problems() {}

    /** The reply, with {@code Retry-After} when waiting would help. */
    public static Reply reply(Problem problem, String requestId) {
        var code = problem.code();
        var body =
                Json.MAPPER
                        .createObjectNode()
                        .put("type", TYPE + code.code())
                        .put("title", code.title())
                        .put("status", code.status())
                        .put("detail", problem.detail())
                        .put("code", code.code())
                        .put("request_id", requestId);
        if (!problem.errors().isEmpty()) {
            body.set("errors", Json.MAPPER.valueToTree(problem.errors()));
        }
        Map<String, String> headers = new HashMap<>();
        var wait = problem.retryAfter();
        if (wait != null) {
            headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        }
        return new Reply(
                code.status(),
                "application/problem+json",
                headers,
                Json.MAPPER.writeValueAsBytes(body));
    }
}
