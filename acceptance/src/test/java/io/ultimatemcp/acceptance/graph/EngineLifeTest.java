package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Processes;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's process, from outside: it comes back, it never stays behind, it has one owner. */
final class EngineLifeTest {
    /** What the text of 2^29 letters needs is more than the engine has. */
    private static final String BOMB = "RETURN reduce(z = 'a', k IN range(1, 29) | z + z) AS z";

    private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

    @TempDir Path data;

    @Test
    void afterQueriesThatTookAllItsMemoryItIsBackWithinFifteenSeconds() throws IOException {
        try (var server = Server.start(data)) {
            Client client = server.client();
            Cypher.upsert(client, "{\"nodes\":[{\"key\":\"kept\"}]}");
            for (int round = 0; round < 2; round++) {
                long before = enginePid();
                var bomb = Cypher.ask(client, BOMB);
                long answered = System.nanoTime();
                assertThat(bomb.status()).describedAs(bomb.text()).isEqualTo(422);
                assertThat(bomb.json().path("code").asString()).isEqualTo("query_too_large");
                assertThat(client.get("/health").status()).isEqualTo(200);

                var rows =
                        Cypher.rows(
                                client, "MATCH (n {key: 'kept'}) RETURN count(n) AS n", Map.of());

                assertThat(Duration.ofNanos(System.nanoTime() - answered)).isLessThan(BACK_WITHIN);
                assertThat(rows.path(0).path("n").asInt()).isEqualTo(1);
                assertThat(enginePid()).isNotEqualTo(before);
            }
        }
    }

    @Test
    void itEndsWithAServerThatIsKilledAndKeepsWhatItWasTold() throws IOException {
        ProcessHandle engine;
        try (var server = Server.start(data)) {
            Cypher.upsert(server.client(), "{\"nodes\":[{\"key\":\"kept\"}]}");
            engine = ProcessHandle.of(enginePid()).orElseThrow();
            server.kill();
        }
        Eventually.that("the engine is gone", () -> !engine.isAlive());
        try (var server = Server.start(data)) {
            var rows =
                    Cypher.rows(
                            server.client(),
                            "MATCH (n {key: 'kept'}) RETURN count(n) AS n",
                            Map.of());
            assertThat(rows.path(0).path("n").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aShellBesideARunningServerAsksThatServersGraph() throws IOException {
        try (var server = Server.start(data)) {
            Cypher.upsert(server.client(), "{\"nodes\":[{\"key\":\"kept\"}]}");
            long engine = enginePid();

            var asked =
                    Command.ultimateMcp(
                                    "query",
                                    "MATCH (n {key: 'kept'}) RETURN n.key AS key",
                                    "--data",
                                    data.toString(),
                                    "--json")
                            .run();

            assertThat(asked.status()).describedAs(asked.err()).isZero();
            assertThat(Json.read(asked.out()).path("results").path(0).path("key").asString())
                    .isEqualTo("kept");
            assertThat(enginePid()).isEqualTo(engine);
        }
    }

    @Test
    void ofTwoProcessesWithoutAServerTheSecondIsToldWhoHasTheGraph() throws IOException {
        Process first =
                Command.ultimateMcp(
                                "query",
                                "UNWIND range(1, 2000000000) AS x RETURN count(x)",
                                "--timeout",
                                "60",
                                "--data",
                                data.toString())
                        .start();
        try {
            Eventually.that(
                    "the first has the engine",
                    () -> Files.isRegularFile(data.resolve("graph/run/pid")));
            long engine = enginePid();

            var second = Command.ultimateMcp("query", "RETURN 1", "--data", data.toString()).run();

            assertThat(second.status()).isNotZero();
            assertThat(second.err()).contains("in use by process");
            assertThat(ProcessHandle.of(engine)).isPresent();
        } finally {
            Processes.endTree(first.toHandle());
        }
    }

    private long enginePid() throws IOException {
        return Long.parseLong(Files.readString(data.resolve("graph/run/pid")).strip());
    }
}
