package io.ultimatemcp.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a refusal and checks that it has the shape of every refusal (RFC 9457). */
final class Problem {
    /** In the order of their names. */
    private static final List<String> HEADERS =
            List.of(
                    "Content-Security-Policy",
                    "Permissions-Policy",
                    "Referrer-Policy",
                    "X-Content-Type-Options",
                    "X-Frame-Options",
                    "X-Request-Id");

    private Problem() {}

    /** The body of a refusal with this status and code. */
    static JsonNode of(Reply reply, int status, String code) {
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertSecure(reply);
        var body = reply.json();
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("code").asString()).isEqualTo(code);
        assertThat(body.path("request_id").asString()).isEqualTo(reply.header("X-Request-Id"));
        for (String field : List.of("type", "title", "detail")) {
            assertThat(body.path(field).asString("")).describedAs(field).isNotBlank();
        }
        assertThat(reply.text())
                .doesNotContain("Exception")
                .doesNotContain("io.ultimatemcp")
                .doesNotContain("\tat ");
        return body;
    }

    /** The headers that every answer carries. */
    static void assertSecure(Reply reply) {
        for (String name : HEADERS) {
            assertThat(reply.header(name)).describedAs(name).isNotEmpty();
        }
        assertThat(reply.header("Content-Security-Policy")).doesNotContain("unsafe-inline");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    }
}
