package io.ultimatemcp.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, and what the open pages tell. */
@ExtendWith(Shared.class)
final class EveryAnswerTest {
    private final Server server;

    EveryAnswerTest(Server server) {
        this.server = server;
    }

    @Test
    void aRequestIdIsEchoed() {
        assertThat(withRequestId("trace-1_a.B").header("X-Request-Id")).isEqualTo("trace-1_a.B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "x\"y"})
    void aRequestIdThatCouldDoHarmIsReplaced(String id) {
        assertThat(withRequestId(id).header("X-Request-Id")).matches("[A-Za-z0-9._-]{8,64}");
    }

    @Test
    void aRequestIdThatIsTooLongIsReplaced() {
        assertThat(withRequestId("a".repeat(1_000)).header("X-Request-Id").length())
                .isLessThanOrEqualTo(64);
    }

    @Test
    void requestsWithoutAnIdGetDifferentOnes() {
        assertThat(server.client().get("/health").header("X-Request-Id"))
                .isNotEqualTo(server.client().get("/health").header("X-Request-Id"));
    }

    @Test
    void theRequestIdIsKeptWithTheRun() {
        var request = server.client().request("/execute_code").header("X-Request-Id", "kept-1");
        var reply =
                server.client()
                        .send(
                                request.header("Content-Type", "application/json")
                                        .POST(
                                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                                        "{\"code\":\"true\",\"language\":\"bash\"}")));
        var run = server.client().get("/api/v1/runs/" + reply.json().path("id").asString());
        assertThat(run.json().path("request_id").asString()).isEqualTo("kept-1");
    }

    @Test
    void aResultCarriesTheSecurityHeadersAndIsNotCached() {
        var reply = server.client().execute("{\"code\":\"true\",\"language\":\"bash\"}");
        Problem.assertSecure(reply);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void healthTellsTheStateOfEveryPart() {
        var health = server.client().get("/health").json();
        assertThat(health.propertyNames())
                .contains("service", "status", "neo4j", "timestamp", "version", "components");
        assertThat(health.path("components").propertyNames())
                .contains("graph", "sandbox", "system_store", "cache", "disk", "memory");
        assertThat(health.path("neo4j").isBoolean()).isTrue();
        assertThat(health.path("components").path("sandbox").path("status").asString())
                .isEqualTo("ok");
    }

    @Test
    void noAnswerShowsASecretOfTheHost() {
        for (String path : new String[] {"/health", "/openapi.json", "/api/v1/tools", "/metrics"}) {
            assertThat(server.client().get(path).text())
                    .doesNotContain(Shared.SECRET)
                    .doesNotContain(server.token());
        }
    }

    private Reply withRequestId(String id) {
        return server.client()
                .send(server.client().request("/health/live").header("X-Request-Id", id).GET());
    }
}
