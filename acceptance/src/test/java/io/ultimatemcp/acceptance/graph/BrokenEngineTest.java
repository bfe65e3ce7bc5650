package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A graph that cannot start is said to be so, and nothing else stands still for it. */
final class BrokenEngineTest {
    @TempDir Path data;

    @Test
    void programsRunWithoutTheGraphAndAreInItOnceItCanStart() throws IOException {
        Path obstacle = Files.writeString(data.resolve("graph"), "not a directory");
        try (var server = Server.start(data)) {
            Client client = server.client();
            String run =
                    client.execute("{\"code\":\"print(1)\",\"language\":\"python\"}")
                            .json()
                            .path("id")
                            .asString();

            var asked = Cypher.ask(client, "RETURN 1");

            assertThat(asked.status()).describedAs(asked.text()).isEqualTo(503);
            assertThat(asked.json().path("code").asString()).isEqualTo("graph_unavailable");
            assertThat(asked.header("Retry-After")).isNotBlank();
            assertThat(asked.text()).doesNotContain(data.toString(), "Exception");
            assertThat(graph(client).path("status").asString()).isEqualTo("failing");
            assertThat(client.get("/health/ready").status()).isEqualTo(200);

            Files.delete(obstacle);
            Eventually.that(
                    "the run is in the graph", Duration.ofMinutes(2), () -> isThere(client, run));
            Eventually.that(
                    "it is said to be well",
                    () -> graph(client).path("status").asString().equals("ok"));
        }
    }

    private static boolean isThere(Client client, String run) {
        var reply = Cypher.ask(client, "MATCH (r:Run {id: $id}) RETURN r.id", Map.of("id", run));
        return reply.status() == 200 && reply.json().path("row_count").asInt() == 1;
    }

    private static JsonNode graph(Client client) {
        return client.get("/health").json().path("components").path("graph");
    }
}
