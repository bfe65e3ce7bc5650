package io.ultimatemcp.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bounds do not keep is gone everywhere, and the rest is as it was. */
final class RetentionTest {
    private static final int LARGE = 100_000;
    private static final int KEPT = 6;

    @TempDir private Path data;

    @Test
    void byTheClockOldRunsVanishFromListGraphAndDiskAndTheRestStays() {
        try (var server = start("MAX_RUNS", "" + KEPT, "EVERY", "1s")) {
            var session = server.client().execute(program("x=1", "kept"));
            var ids = new ArrayList<String>();
            for (int i = 0; i < 15; i++) {
                ids.add(run(server, large(i)));
            }
            Eventually.that("few are left", () -> listed(server).size() == KEPT);
            var left = ids.subList(ids.size() - KEPT, ids.size());
            assertThat(listed(server)).containsExactlyInAnyOrderElementsOf(left);
            for (String id : left) {
                assertThat(artifact(server, id)).hasSize(LARGE);
            }
            assertThat(server.client().get("/api/v1/runs/" + ids.getFirst()).status())
                    .isEqualTo(404);
            assertThat(session.json().path("session").path("name").asString("")).isEqualTo("kept");
            assertThat(
                            server.client()
                                    .execute(program("print(x)", "kept"))
                                    .json()
                                    .path("stdout")
                                    .asString(""))
                    .isEqualTo("1\n");
            Eventually.that(
                    "the graph forgets them", () -> !Projected.runs(server).contains(ids.get(0)));
            assertThat(
                            server.client()
                                    .get("/health")
                                    .json()
                                    .path("components")
                                    .path("system_store")
                                    .path("retention")
                                    .path("at")
                                    .asString(""))
                    .endsWith("Z");
        }
    }

    @Test
    void byHandTheBytesAreBroughtBelowTheirBoundAndFilesGo() throws IOException {
        try (var server = start("MAX_BYTES", "520000B", "EVERY", "0s")) {
            for (int i = 0; i < 10; i++) {
                run(server, large(i));
            }
            String shared = run(server, large(0));
            assertThat(files()).isEqualTo(10);
            var dry = command("retention", "run", "--dry-run", "--json");
            assertThat(dry.status()).describedAs(dry.err()).isZero();
            int would = Json.read(dry.out()).path("runs").asInt();
            assertThat(would).isBetween(5, 7);
            assertThat(listed(server)).hasSize(11);
            var done = command("retention", "run", "--json");
            assertThat(done.status()).describedAs(done.err()).isZero();
            assertThat(Json.read(done.out()).path("runs").asInt()).isEqualTo(would);
            assertThat(listed(server)).hasSize(11 - would).contains(shared);
            assertThat(artifact(server, shared)).as("shared with a forgotten run").hasSize(LARGE);
            var view = server.client().get("/api/v1/retention").json();
            assertThat(view.path("stored").path("bytes").asLong()).isLessThanOrEqualTo(520_000);
            assertThat(view.path("last").path("actor").asString("")).isEqualTo("admin");
            assertThat(server.client().post("/api/v1/retention", "{\"dry\":1}").status())
                    .isEqualTo(422);
        }
        assertThat(files()).as("files stay for an hour").isEqualTo(10);
        age();
        var swept = command("retention", "run", "--json");
        assertThat(swept.status()).describedAs(swept.err()).isZero();
        assertThat(Json.read(swept.out()).path("files").asInt()).isPositive();
        assertThat(files()).isLessThanOrEqualTo(5).isPositive();
        assertThat(command("ledger", "verify").status()).isZero();
    }

    @Test
    void aRunOfTheLastHourIsKeptUnlessTheOperatorSaysOtherwise() {
        var grace =
                Server.command(data)
                        .with("ULTIMATE_MCP_RETENTION_MAX_RUNS", "1")
                        .with("ULTIMATE_MCP_RETENTION_MAX_AGE", "1s")
                        .with("ULTIMATE_MCP_RETENTION_EVERY", "0s");
        try (var server = Server.start(grace, data)) {
            run(server, "echo 1");
            run(server, "echo 2");
            assertThat(server.client().post("/api/v1/retention", "").json().path("runs").asInt(-1))
                    .isZero();
            assertThat(listed(server)).hasSize(2);
        }
    }

    private Server start(String... bounds) {
        var command = Server.command(data).with("ULTIMATE_MCP_RETENTION_GRACE", "0s");
        for (int i = 0; i < bounds.length; i += 2) {
            command = command.with("ULTIMATE_MCP_RETENTION_" + bounds[i], bounds[i + 1]);
        }
        return Server.start(command, data);
    }

    private Command.Finished command(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return Command.ultimateMcp(all.toArray(String[]::new))
                .with("ULTIMATE_MCP_RETENTION_GRACE", "0s")
                .with("ULTIMATE_MCP_RETENTION_MAX_BYTES", "520000B")
                .run();
    }

    private static String large(int number) {
        return "head -c %d /dev/zero | tr '\\0' %c > big.txt".formatted(LARGE, 'a' + number);
    }

    private static String program(String code, String session) {
        return Json.of(
                Map.of(
                        "language",
                        "python",
                        "code",
                        code,
                        "session",
                        session,
                        "timeout_seconds",
                        60));
    }

    private static String run(Server server, String code) {
        return server.client()
                .execute(Json.of(Map.of("language", "bash", "code", code, "timeout_seconds", 60)))
                .json()
                .path("id")
                .asString();
    }

    private static List<String> listed(Server server) {
        return Json.each(server.client().get("/api/v1/runs?limit=1000").json().path("runs"), "id");
    }

    private static String artifact(Server server, String id) {
        return server.client().get("/api/v1/runs/" + id + "/artifacts/big.txt").text();
    }

    private int files() {
        return contents().size();
    }

    private List<Path> contents() {
        try (Stream<Path> all = Files.walk(data.resolve("blobs"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void age() throws IOException {
        for (Path file : contents()) {
            Files.setLastModifiedTime(
                    file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
    }
}
