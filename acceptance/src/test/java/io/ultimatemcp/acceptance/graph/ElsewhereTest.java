package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A Neo4j that others run: used as it is, missed without harm, never told on. */
final class ElsewhereTest {
    private static final String WRONG = "this-is-not-its-password";

    /** An engine that has just come reads its classes while it is asked. */
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir Path directory;

    @Test
    void itIsPreparedBeforeTheFirstWriteAndNoEngineOfOurOwnIsStarted() throws IOException {
        try (var engine = OtherEngine.start(directory.resolve("engine"), 0)) {
            for (String scheme : new String[] {"bolt", "neo4j"}) {
                Path data = directory.resolve(scheme);
                try (var server = start(data, scheme, engine.port(), OtherEngine.PASSWORD)) {
                    Client client = server.client();
                    Cypher.upsert(client, "{\"nodes\":[{\"key\":\"of-" + scheme + "\"}]}");

                    var constraints = Cypher.rows(client, "SHOW CONSTRAINTS YIELD name", Map.of());

                    assertThat(Json.each(constraints, "name")).contains("graph_node_key", "run_id");
                    assertThat(graph(client).path("engine").asString()).isEqualTo("remote");
                    assertThat(graph(client).path("state").asString()).isEqualTo("awake");
                    assertThat(data.resolve("graph")).doesNotExist();
                    assertThat(said(server)).doesNotContain(OtherEngine.PASSWORD);
                }
            }
            refusesAWrongPassword(engine.port());
        }
    }

    private void refusesAWrongPassword(int port) {
        try (var server = start(directory.resolve("wrong"), "bolt", port, WRONG)) {
            Client client = server.client();
            var reply = Cypher.ask(client, "RETURN 1");

            assertThat(reply.status()).describedAs(reply.text()).isEqualTo(503);
            assertThat(reply.json().path("code").asString()).isEqualTo("graph_unavailable");
            assertThat(reply.text()).contains("user name or password").doesNotContain(WRONG);
            assertThat(graph(client).path("status").asString()).isEqualTo("failing");
            assertThat(client.get("/health").text()).doesNotContain(WRONG);
            assertThat(run(client)).isNotBlank();
            assertThat(said(server)).doesNotContain(WRONG);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsTakenOnlyWhereTheOperatorSaysSo() throws IOException {
        try (var engine = OtherEngine.start(directory.resolve("engine"), 0);
                var door = TlsDoor.open(directory, engine.port())) {
            Path strict = directory.resolve("strict");
            try (var server = start(strict, "bolt+s", door.port(), OtherEngine.PASSWORD)) {
                var reply = Cypher.ask(server.client(), "RETURN 1");

                assertThat(reply.status()).describedAs(reply.text()).isEqualTo(503);
                assertThat(reply.text()).contains("certificate");
                assertThat(said(server)).doesNotContain(OtherEngine.PASSWORD);
            }
            Path trusting = directory.resolve("trusting");
            try (var server = start(trusting, "bolt+ssc", door.port(), OtherEngine.PASSWORD)) {
                var rows = Cypher.rows(server.client(), "RETURN 1 AS one", Map.of());

                assertThat(rows.path(0).path("one").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void whileItIsAwayProgramsRunAndTheirRunsAreInTheGraphOnceItIsBack() throws IOException {
        int port = freePort();
        try (var server = start(directory.resolve("data"), "bolt", port, OtherEngine.PASSWORD)) {
            Client client = server.client();
            String before = run(client);
            assertThat(Cypher.ask(client, "RETURN 1").status()).isEqualTo(503);
            assertThat(graph(client).path("status").asString()).isEqualTo("failing");

            try (var _ = OtherEngine.start(directory.resolve("engine"), port)) {
                Eventually.that("it came", LONG, () -> isThere(client, before));
            }

            String between = run(client);
            assertThat(Cypher.ask(client, "RETURN 1").status()).isEqualTo(503);
            assertThat(client.get("/health/ready").status()).isEqualTo(200);

            try (var _ = OtherEngine.start(directory.resolve("engine"), port)) {
                Eventually.that("it came back", LONG, () -> isThere(client, between));
                assertThat(isThere(client, before)).isTrue();
            }
        }
    }

    private static Server start(Path data, String scheme, int port, String password) {
        return Server.start(
                Server.command(data)
                        .with("NEO4J_URI", scheme + "://127.0.0.1:" + port)
                        .with("NEO4J_USER", "neo4j")
                        .with("NEO4J_PASSWORD", password),
                data);
    }

    private static boolean isThere(Client client, String run) {
        var reply =
                Cypher.ask(
                        client,
                        "MATCH (r:Run {id: $id})-[:USED]->(:CodeVersion) RETURN r.id",
                        Map.of("id", run));
        return reply.status() == 200 && reply.json().path("row_count").asInt() == 1;
    }

    private static String run(Client client) {
        return client.execute("{\"code\":\"print(1)\",\"language\":\"python\"}")
                .json()
                .path("id")
                .asString();
    }

    private static JsonNode graph(Client client) {
        return client.get("/health").json().path("components").path("graph");
    }

    private static String said(Server server) {
        return String.join("\n", server.talk().lines());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
