package io.ultimatemcp.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Postgres;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The ledger in a real PostgreSQL: the main job, crashes of either side, and clear refusals. */
final class PostgresTest {
    private static final int ENVIRONMENT = 5;
    private static final int USAGE = 2;

    private static @Nullable Postgres started;

    @TempDir private Path data;

    @BeforeAll
    static void startDatabase() {
        started = Postgres.start();
    }

    @AfterAll
    static void stopDatabase() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void whatWasAnsweredSurvivesTheEndOfTheServerAndOfTheDatabase() {
        String url = database().database("main_job");
        String run;
        JsonNode stored;
        try (var server = start(url)) {
            run = run(server.client(), "echo kept | tee kept.txt; head -c 200000 /dev/zero > big");
            stored = show(server, run);
            assertThat(systemStore(server).path("engine").asString("")).isEqualTo("postgresql");
            server.kill();
        }
        assertThat(data.resolve("ledger.db")).doesNotExist();
        try (var server = start(url)) {
            assertThat(show(server, run)).isEqualTo(stored);
            assertThat(artifact(server, run, "kept.txt")).isEqualTo("kept\n");
            assertThat(artifact(server, run, "big")).hasSize(200_000);
            database().stop();
            var refused =
                    server.client()
                            .post(
                                    "/api/v1/tools/execute_code",
                                    Json.of(Map.of("language", "bash", "code", "echo lost")));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").asString("")).isEqualTo("ledger_unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.text()).doesNotContain("127.0.0.1").doesNotContain("main_job");
            assertThat(server.client().get("/api/v1/runs/" + run).status()).isEqualTo(503);
            Eventually.that(
                    "the health page tells it",
                    () -> server.client().get("/health/ready").status() == 503);
            assertThat(server.client().get("/health").text())
                    .contains("unavailable")
                    .doesNotContain("main_job");
            assertThat(server.client().get("/health/live").status()).isEqualTo(200);
            database().begin();
            Eventually.that(
                    "it serves again", () -> server.client().get("/health/ready").status() == 200);
            assertThat(show(server, run)).isEqualTo(stored);
            String next = run(server.client(), "echo after");
            assertThat(show(server, next).path("result").path("stdout").asString(""))
                    .isEqualTo("after\n");
            assertThat(String.join("\n", server.talk().lines()))
                    .doesNotContain(Postgres.PASSWORD)
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void nothingAnsweredIsLostWhenTheDatabaseBreaksInTheMiddleOfCalls() {
        String url = database().database("breaks");
        try (var server = start(url)) {
            var answered = new ConcurrentLinkedQueue<String>();
            for (int round = 0; round < 3; round++) {
                var calls = new ArrayList<CompletableFuture<?>>();
                for (int i = 0; i < 12; i++) {
                    calls.add(
                            server.client()
                                    .posting(
                                            "/execute_code",
                                            Json.of(
                                                    Map.of(
                                                            "language",
                                                            "bash",
                                                            "code",
                                                            "echo " + i)))
                                    .thenAccept(reply -> {
                                        if (reply.status() == 200) {
                                            answered.add(reply.json().path("id").asString(""));
                                        } else {
                                            assertThat(reply.status()).isEqualTo(503);
                                        }
                                    }));
                }
                calls.getFirst().join();
                database().stop();
                calls.forEach(CompletableFuture::join);
                database().begin();
                Eventually.that(
                        "it serves again",
                        () -> server.client().get("/health/ready").status() == 200);
            }
            assertThat(answered).isNotEmpty();
            answered.forEach(id ->
                    assertThat(server.client().get("/api/v1/runs/" + id).status()).isEqualTo(200));
        }
    }

    @Test
    void aDatabaseThatCannotBeUsedStopsTheStartWithOneSentence() {
        assertRefused(
                Server.command(data), "postgresql://127.0.0.1:1/nowhere", "nowhere", "127.0.0.1:1");
        assertRefused(Server.command(data), database().url("no_such"), "no_such", "does not exist");
        String url = database().database("closed");
        assertRefused(
                Server.command(data), url + "?currentSchema=nothing_there", "closed", "schema");
        assertRefused(Server.command(data), url + "?sslmode=require", "closed", "SSL");
        database().sql("postgres", "ALTER DATABASE closed SET default_transaction_read_only = on");
        assertRefused(Server.command(data), url, "closed", "read-only");
        database().database("stranger");
        database().sql("postgres", "CREATE ROLE stranger LOGIN PASSWORD 'pw-of-a-stranger'");
        database().sql("stranger", "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        var stranger =
                Postgres.use(Server.command(data), database().url("stranger"))
                        .with("ULTIMATE_MCP_LEDGER_USER", "stranger");
        assertSentence(stranger, "stranger", "authentication failed");
        assertSentence(
                stranger.with("ULTIMATE_MCP_LEDGER_PASSWORD", "pw-of-a-stranger"),
                "stranger",
                "permission denied");
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotShown() {
        for (String url :
                new String[] {
                    "postgresql://umcp:s3cret@127.0.0.1/x",
                    "postgresql://127.0.0.1/x?password=s3cret",
                    "postgresql://127.0.0.1/x?socketFactory=s3cret",
                    "mysql://127.0.0.1/x",
                    "postgresql://127.0.0.1/x?sslmode=none"
                }) {
            var ended = Server.command(data).with("ULTIMATE_MCP_LEDGER_URL", url).run();
            assertThat(ended.status()).describedAs(url).isEqualTo(USAGE);
            assertThat(ended.err()).contains("ledger.url").doesNotContain("\tat ");
            if (!url.contains("socketFactory")) {
                assertThat(ended.err()).doesNotContain("s3cret");
            }
        }
    }

    @Test
    void aBackupGoesFromOneDatabaseToAnother() throws Exception {
        String url = database().database("backed_up");
        Path kept = data.resolve("kept");
        Path first = data.resolve("first");
        String run;
        JsonNode stored;
        try (var server = Server.start(Postgres.use(Server.command(first), url), first)) {
            run = run(server.client(), "head -c 300000 /dev/zero | tr '\\0' x > big.txt");
            stored = show(server, run);
            var made = command(url, "backup", "create", "--json", "--data", first.toString());
            assertThat(made.status()).describedAs(made.err()).isZero();
            Files.copy(Path.of(Json.read(made.out()).path("file").asString("")), kept);
        }
        var verified =
                command(url, "backup", "verify", kept.toString(), "--data", first.toString());
        assertThat(verified.status()).describedAs(verified.err()).isZero();
        Path second = data.resolve("second");
        var full =
                command(url, "restore", kept.toString(), "--dry-run", "--data", second.toString());
        assertThat(full.status()).isEqualTo(USAGE);
        assertThat(full.err()).contains("empty ledger").contains("backed_up");

        String other = database().database("restored");
        var dry =
                command(
                        other,
                        "restore",
                        kept.toString(),
                        "--dry-run",
                        "--data",
                        second.toString());
        assertThat(dry.status()).describedAs(dry.err()).isZero();
        assertThat(
                        database()
                                .sql(
                                        "restored",
                                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
        assertThat(second).doesNotExist();
        var restored = command(other, "restore", kept.toString(), "--data", second.toString());
        assertThat(restored.status()).describedAs(restored.err()).isZero();
        try (var server = Server.start(Postgres.use(Server.command(second), other), second)) {
            assertThat(show(server, run)).isEqualTo(stored);
            assertThat(artifact(server, run, "big.txt")).hasSize(300_000);
        }
        var again =
                command(other, "restore", kept.toString(), "--data", data.resolve("x").toString());
        assertThat(again.status()).isEqualTo(USAGE);
    }

    private static void assertRefused(Command start, String url, String... words) {
        assertSentence(Postgres.use(start, url), words);
    }

    private static void assertSentence(Command start, String... words) {
        var ended = start.run();
        assertThat(ended.status()).describedAs(ended.err()).isEqualTo(ENVIRONMENT);
        assertThat(ended.err()).doesNotContain(Postgres.PASSWORD).doesNotContain("\tat ");
        var said =
                ended.err()
                        .lines()
                        .filter(line -> line.startsWith("ultimate-mcp: "))
                        .filter(line -> !line.contains("preparing a quick start"))
                        .toList();
        assertThat(said).describedAs(ended.err()).hasSize(1);
        assertThat(said.getFirst()).contains(words);
    }

    private static Command.Finished command(String url, String... words) {
        return Postgres.use(Command.ultimateMcp(words), url).run();
    }

    private Server start(String url) {
        return Server.start(Postgres.use(Server.command(data), url), data);
    }

    private static Postgres database() {
        return Objects.requireNonNull(started);
    }

    private static String run(Client client, String code) {
        return client.execute(
                        Json.of(Map.of("language", "bash", "code", code, "timeout_seconds", 60)))
                .json()
                .path("id")
                .asString();
    }

    private static JsonNode show(Server server, String run) {
        var reply = server.client().get("/api/v1/runs/" + run);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static String artifact(Server server, String run, String name) {
        return server.client().get("/api/v1/runs/" + run + "/artifacts/" + name).text();
    }

    private static JsonNode systemStore(Server server) {
        return server.client().get("/health").json().path("components").path("system_store");
    }
}
