package io.ultimatemcp.acceptance.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything is destroyed between the backup and the restore. */
final class BackupTest {
    private static final String KEY = "correct-horse-battery-staple-0123456789";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KNOWLEDGE =
            """
            {"nodes": [{"key": "a", "labels": ["Thing"], "properties": {"n": 1, "list": [1.5, 2.5]}},
                       {"key": "b", "labels": ["Thing", "Other"], "properties": {"text": "\u00fc"}}],
             "relationships": [{"start": "a", "end": "b", "type": "KNOWS", "properties": {"since": 7}}]}
            """;
    private static final String WHOLE =
            """
            MATCH (n) WHERE coalesce(n.tool, '') <> 'graph_query'
            OPTIONAL MATCH (n)-[r]->(m) WHERE coalesce(m.tool, '') <> 'graph_query'
            WITH elementId(n) AS e, labels(n) AS labels, properties(n) AS properties,
                 collect({type: type(r), to: coalesce(m.key, m.id), properties: properties(r)}) AS out
            RETURN labels, properties, out ORDER BY coalesce(properties.key, properties.id, '')
            """;

    @TempDir private Path directory;

    @Test
    void whatWasBackedUpIsThereAgainByteForByte() throws IOException {
        Path data = directory.resolve("first");
        Path kept = directory.resolve("kept");
        String run;
        JsonNode stored;
        byte[] artifact;
        JsonNode graph;
        try (var server = start(data)) {
            var result =
                    server.client()
                            .execute(
                                    Json.of(
                                            Map.of(
                                                    "language",
                                                    "python",
                                                    "code",
                                                    "import os; open('a.bin','wb').write(bytes(range(256)) * 4096)")))
                            .json();
            run = result.path("id").asString();
            assertThat(server.client().post("/graph_upsert", KNOWLEDGE).status()).isEqualTo(200);
            graph = whole(server);
            stored = server.client().get("/api/v1/runs/" + run).json();
            artifact = server.client().get("/api/v1/runs/" + run + "/artifacts/a.bin").body();
            var made = command("backup", "create", "--json", "--data", data.toString());
            assertThat(made.status()).describedAs(made.err()).isZero();
            assertThat(Json.read(made.out()).path("sealed").asBoolean()).isTrue();
            assertThat(Json.read(made.out()).path("graph").asBoolean()).isTrue();
            Files.createDirectory(kept);
            Path file = Path.of(Json.read(made.out()).path("file").asString());
            Files.copy(file, kept.resolve("backup"));
            assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(run);
        }
        delete(data);

        Path again = directory.resolve("again");
        String backup = kept.resolve("backup").toString();
        var dry = command("restore", backup, "--dry-run", "--json", "--data", again.toString());
        assertThat(dry.status()).describedAs(dry.err()).isZero();
        assertThat(Json.read(dry.out()).path("dry_run").asBoolean()).isTrue();
        assertThat(again).doesNotExist();

        var restored = command("restore", backup, "--json", "--data", again.toString());
        assertThat(restored.status()).describedAs(restored.err()).isZero();
        assertThat(Json.read(restored.out()).path("graph").asBoolean()).isTrue();
        try (var server = start(again)) {
            assertThat(server.client().get("/api/v1/runs/" + run).json()).isEqualTo(stored);
            assertThat(server.client().get("/api/v1/runs/" + run + "/artifacts/a.bin").body())
                    .isEqualTo(artifact);
            assertThat(whole(server)).isEqualTo(graph);
        }
        var second = command("restore", backup, "--data", again.toString());
        assertThat(second.status()).isEqualTo(2);
        assertThat(second.err()).contains("empty data directory");
    }

    @Test
    void aDamagedOrForeignBackupIsRefused() throws IOException {
        Path data = directory.resolve("data");
        try (var server = start(data)) {
            server.client().execute(Json.of(Map.of("language", "bash", "code", "echo hi")));
        }
        // without a server the command does it itself
        var made = command("backup", "create", "--data", data.toString());
        assertThat(made.status()).describedAs(made.err()).isZero();
        Path file = Path.of(made.out().strip());
        assertThat(command("backup", "verify", file.toString()).status()).isZero();
        assertThat(command("backup", "ls", "--data", data.toString()).out())
                .contains("sealed")
                .contains(file.getFileName().toString());

        byte[] whole = Files.readAllBytes(file);
        byte[] bent = whole.clone();
        bent[bent.length / 2] ^= 1;
        assertRefused(Files.write(directory.resolve("bent"), bent));
        assertRefused(
                Files.write(
                        directory.resolve("short"),
                        java.util.Arrays.copyOf(whole, whole.length - 100)));
        Path otherKey = Files.writeString(directory.resolve("key"), KEY + "-but-another");
        var foreign =
                command("backup", "verify", file.toString(), "--key-file", otherKey.toString());
        assertThat(foreign.status()).isEqualTo(1);
        assertThat(foreign.err()).doesNotContain(KEY);
        var keyless = Command.ultimateMcp("backup", "verify", file.toString()).run(PATIENCE);
        assertThat(keyless.status()).isEqualTo(2);
        assertThat(keyless.err()).contains("key");
    }

    @Test
    void aClockMakesThemAndLetsOldOnesGo() throws IOException {
        Path data = directory.resolve("clock");
        var command =
                Server.command(data)
                        .with("ULTIMATE_MCP_BACKUP_EVERY", "1s")
                        .with("ULTIMATE_MCP_BACKUP_KEEP", "2");
        try (var server = Server.start(command, data)) {
            var seen = new TreeSet<String>();
            Eventually.that(
                    "backups come and go",
                    () -> {
                        var now = new TreeSet<String>();
                        for (var each : server.client().get("/api/v1/backups").json()) {
                            now.add(each.path("file").asString());
                        }
                        seen.addAll(now);
                        // one more than are kept may be seen in the instant between making and
                        // letting go
                        return seen.size() >= 4 && now.size() <= 3;
                    });
            var wrong = server.client().post("/api/v1/backups", "{\"keep\": 0}");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.json().at("/errors/0/pointer").asString()).isEqualTo("/keep");
        }
    }

    private void assertRefused(Path file) {
        Path empty = directory.resolve("for-" + file.getFileName());
        var refused = command("restore", file.toString(), "--data", empty.toString());
        assertThat(refused.status()).describedAs(refused.err()).isEqualTo(1);
        assertThat(empty.resolve("blobs")).doesNotExist();
    }

    private static JsonNode whole(Server server) {
        var reply =
                server.client()
                        .post(
                                "/graph_query",
                                Json.of(Map.of("cypher", WHOLE, "timeout_seconds", 30)));
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json().path("results");
    }

    private static Server start(Path data) {
        return Server.start(Server.command(data).with("ULTIMATE_MCP_BACKUP_KEY", KEY), data);
    }

    private static Command.Finished command(String... words) {
        return Command.ultimateMcp(words).with("ULTIMATE_MCP_BACKUP_KEY", KEY).run(PATIENCE);
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(
                tree,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path path, IOException e)
                            throws IOException {
                        Files.delete(path);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
