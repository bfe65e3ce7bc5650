package io.ultimatemcp.acceptance.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import io.ultimatemcp.acceptance.machine.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and bytes that are no request of ours. */
@ExtendWith(Shared.class)
final class BadRequestTest {
    private final Server server;

    BadRequestTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/api",
                "/api/v1",
                "/api/v1/tools/execute_code/more",
                "/api/v2/tools",
                "/api/v1/runs/nonsense",
                "/api/v1/runs/00000000-0000-0000-0000-000000000000",
                "/api/v1/runs/%00",
                "/api/v1/runs/..%2f..%2fadmin.token",
                "/api/v1/runs/00000000-0000-0000-0000-000000000000/artifacts/x",
                "/..%2f..%2fetc/passwd",
                "/%ff",
                "/admin.token",
            })
    void aPathThatIsNoneIsNotFound(String path) {
        Problem.of(server.client().get(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs?limit=1&limit=2",
                "/api/v1/runs?tool=a&limit=1&tool=a",
                "/api/v1/runs?limit=1&%6Cimit=1",
                "/health?limit&limit"
            })
    void aParameterThatIsGivenTwiceIsRefusedByName(String path) {
        String name = path.contains("tool") ? "/tool" : "/limit";
        var errors = Problem.of(server.client().get(path), 422, "invalid_arguments").path("errors");
        assertThat(errors.path(0).path("pointer").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"all\":true}", "[]", "nonsense"})
    void whatTakesNoFieldsIsAskedWithNone(String body) {
        for (String path : new String[] {"/api/v1/graph/rebuild", "/api/v1/doctor"}) {
            assertThat(server.client().post(path, body).status()).isIn(400, 422);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /execute_code",
        "PUT,    /execute_code",
        "DELETE, /api/v1/tools/execute_code",
        "PATCH,  /api/v1/tools/execute_code",
        "POST,   /api/v1/tools",
        "DELETE, /api/v1/tools",
        "POST,   /health",
        "POST,   /openapi.json",
        "BREW,   /execute_code",
    })
    void aMethodThatAPathDoesNotTakeIsRefused(String method, String path) {
        var reply =
                server.client()
                        .send(
                                server.client()
                                        .request(path)
                                        .header("Content-Type", "application/json")
                                        .method(method, BodyPublishers.ofString("{}")));
        Problem.of(reply, 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n\n",
                "GET\n\n",
                "GET / HTTP/9.9\nHost: localhost\n\n",
                "GET /health HTTP/1.1\n\n",
                "GET /health HTTP/1.1\nHost: localhost\nHost: localhost\n\n",
                "GET /he alth HTTP/1.1\nHost: localhost\n\n",
                "GET /health HTTP/1.1\nHost: localhost\nbad header\n\n",
                "POST /execute_code HTTP/1.1\nHost: localhost\nContent-Length: nonsense\n\n",
                "POST /execute_code HTTP/1.1\nHost: localhost\nContent-Length: -1\n\n",
                "POST /execute_code HTTP/1.1\nHost: localhost\nContent-Length: 5\nContent-Length: 6\n\nhello",
                "POST /execute_code HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\nzz\nhello\n0\n\n",
            })
    void garbageIsAnsweredWithAClientErrorOrClosed(String garbage) {
        int status = Wire.status(Wire.exchange(server.url(), garbage));
        assertThat(status == 0 || (status >= 400 && status < 500))
                .describedAs("status %s", status)
                .isTrue();
        assertAlive();
    }

    @Test
    void evenWhatCannotBeReadGetsAProblemWithEveryHeader() {
        assertProblem(
                "GET /api/v1/runs/%zz HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
                        + server.token()
                        + "\n\n",
                400,
                "malformed_request");
        assertProblem(
                "GET /health?" + "a".repeat(9_000) + " HTTP/1.1\nHost: localhost\n\n",
                414,
                "uri_too_long");
        assertProblem(
                "GET /health HTTP/1.1\nHost: localhost\nX: " + "a".repeat(17_000) + "\n\n",
                431,
                "headers_too_large");
    }

    private void assertProblem(String request, int status, String code) {
        assertThat(Wire.exchange(server.url(), request))
                .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                .contains(
                        "application/problem+json", "\"code\":\"" + code + "\"", "\"request_id\":")
                .containsIgnoringCase("X-Request-Id: ")
                .containsIgnoringCase("Content-Security-Policy: ")
                .containsIgnoringCase("X-Content-Type-Options: nosniff");
    }

    @Test
    void anEndlessRequestLineIsRefused() {
        var answer =
                Wire.exchange(
                        server.url(),
                        "GET /" + "a".repeat(100_000) + " HTTP/1.1\nHost: localhost\n\n");
        assertThat(Wire.status(answer)).isIn(0, 400, 404, 414);
        assertAlive();
    }

    @Test
    void endlessHeadersAreRefused() {
        var answer =
                Wire.exchange(
                        server.url(),
                        "GET /health HTTP/1.1\nHost: localhost\nX: "
                                + "a".repeat(1 << 20)
                                + "\n\n");
        assertThat(Wire.status(answer)).isIn(0, 400, 413, 431);
        assertAlive();
    }

    @Test
    void randomBytesDoNoHarm() {
        var random = new Random(20_260_728);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[1 + random.nextInt(4_000)];
            random.nextBytes(noise);
            int status = Wire.status(Wire.breakOff(server.url(), new String(noise, ISO_8859_1)));
            assertThat(status == 0 || (status >= 400 && status < 500)).isTrue();
        }
        assertAlive();
    }

    @Test
    void aBodyThatBreaksOffCallsNothing() {
        var answer =
                Wire.breakOff(
                        server.url(),
                        """
                        POST /execute_code HTTP/1.1
                        Host: localhost
                        Authorization: Bearer %s
                        Content-Type: application/json
                        Content-Length: 100

                        {"code":"echo 1","language":"bash"}\
                        """
                                .formatted(server.token()));
        assertThat(Wire.status(answer)).isIn(0, 400, 408);
        assertAlive();
    }

    private void assertAlive() {
        assertThat(server.client().get("/health/live").status()).isEqualTo(200);
    }
}
