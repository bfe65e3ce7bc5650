package io.ultimatemcp.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import io.ultimatemcp.acceptance.machine.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of strangers, and names that point at loopback, may not use the server. */
@ExtendWith(Shared.class)
final class OriginTest {
    private final Server server;

    OriginTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "http://evil.example:8000",
                "http://localhost@evil.example",
                "null",
                "file://",
                "nonsense",
            })
    void aStrangersPageIsRefusedEvenWithAToken(String origin) {
        var reply =
                server.client()
                        .send(
                                server.client()
                                        .request("/api/v1/tools")
                                        .header("Origin", origin)
                                        .GET());
        Problem.of(reply, 403, "origin_refused");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aPageOfThisMachineMayCallAndIsNamedInTheAnswer() {
        String origin = "http://localhost:5173";
        var reply =
                server.client()
                        .send(
                                server.client()
                                        .request("/api/v1/tools")
                                        .header("Origin", origin)
                                        .GET());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(reply.header("Vary")).containsIgnoringCase("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.0.2.7:8000",
            })
    void anotherHostNameIsRefused(String host) {
        var answer = Wire.exchange(server.url(), "GET /health HTTP/1.1\nHost: " + host + "\n\n");
        assertThat(Wire.status(answer)).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:1", "127.0.0.1", "[::1]", "LOCALHOST"})
    void theNamesOfLoopbackAreAccepted(String host) {
        var answer =
                Wire.exchange(server.url(), "GET /health/live HTTP/1.1\nHost: " + host + "\n\n");
        assertThat(Wire.status(answer)).isEqualTo(200);
    }

    @Test
    void aPreflightIsAnsweredBeforeAnyTokenIsAskedFor() {
        try (var browser = server.client("")) {
            var reply =
                    browser.send(
                            browser.request("/execute_code")
                                    .header("Origin", "http://localhost:5173")
                                    .header("Access-Control-Request-Method", "POST")
                                    .header(
                                            "Access-Control-Request-Headers",
                                            "authorization, content-type")
                                    .method("OPTIONS", BodyPublishers.noBody()));
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.header("Access-Control-Allow-Origin"))
                    .isEqualTo("http://localhost:5173");
            assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST");
            assertThat(reply.header("Access-Control-Allow-Headers"))
                    .containsIgnoringCase("authorization")
                    .containsIgnoringCase("content-type");
            Problem.assertSecure(reply);
        }
    }

    @Test
    void aPreflightOfAStrangersPageIsRefused() {
        try (var browser = server.client("")) {
            var reply =
                    browser.send(
                            browser.request("/execute_code")
                                    .header("Origin", "https://evil.example")
                                    .header("Access-Control-Request-Method", "POST")
                                    .method("OPTIONS", BodyPublishers.noBody()));
            Problem.of(reply, 403, "origin_refused");
        }
    }
}
