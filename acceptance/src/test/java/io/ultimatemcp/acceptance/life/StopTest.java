package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Leftovers;
import io.ultimatemcp.acceptance.machine.Processes;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ending a server, gently and otherwise, and what remains. */
final class StopTest {
    @TempDir private Path data;

    @Test
    void aRunningCallIsFinishedAndAnsweredBeforeATerminatedServerEnds() {
        try (var server = Server.start(data)) {
            String mark = "3.0" + server.pid();
            var answer =
                    server.client()
                            .posting("/execute_code", program("sleep " + mark + "; echo finished"));
            Eventually.that("the program runs", () -> !Processes.withWord(mark).isEmpty());
            server.terminate();
            assertThat(answer.join().json().path("stdout").asString()).isEqualTo("finished\n");
            assertThat(server.awaitEnd()).isZero();
            assertThat(Processes.withWord(mark)).isEmpty();
            assertThat(Leftovers.of(server.pid())).isEmpty();
        }
    }

    @Test
    void aCallThatOutlastsTheGraceIsCancelledAndItsProcessesEnd() {
        var command = Server.command(data).with("ULTIMATE_MCP_HTTP_SHUTDOWN_GRACE", "1s");
        try (var server = Server.start(command, data)) {
            String mark = "250.0" + server.pid();
            var answer =
                    server.client()
                            .posting("/execute_code", program("sleep " + mark + " & sleep " + mark))
                            .handle((reply, failure) -> "over");
            Eventually.that("the program runs", () -> Processes.withWord(mark).size() >= 2);
            server.terminate();
            assertThat(server.awaitEnd()).isZero();
            assertThat(answer.join()).isEqualTo("over");
            Eventually.that("the sandbox is empty", () -> Processes.withWord(mark).isEmpty());
            assertThat(Leftovers.of(server.pid())).isEmpty();
        }
    }

    @Test
    void aKilledServerLeavesNoProgramRunning() {
        try (var server = Server.start(data)) {
            String mark = "240.0" + server.pid();
            var answer =
                    server.client()
                            .posting("/execute_code", program("sleep " + mark))
                            .handle((reply, failure) -> "over");
            Eventually.that("the program runs", () -> !Processes.withWord(mark).isEmpty());
            server.kill();
            assertThat(answer.join()).isEqualTo("over");
            Eventually.that("the sandbox is empty", () -> Processes.withWord(mark).isEmpty());
        }
    }

    @Test
    void aDetachedServerIsFoundByStatusAndEndedByStop() throws IOException {
        var started = on(data, "start", "--port", "0", "--detach").run();
        assertThat(started.status()).describedAs(started.err()).isZero();
        String url = started.err().lines().filter(l -> l.startsWith("ready ")).findFirst().get();
        try {
            var status = Json.read(on(data, "status", "--json").run().out());
            assertThat(status.path("running").asBoolean()).isTrue();
            assertThat("ready " + status.path("url").asString()).isEqualTo(url);
            assertThat(on(data, "status").run().out()).contains(url.substring("ready ".length()));
            assertThat(data.resolve("server.err")).content().contains(url);
            assertOwnersAlone(data);
            assertThat(
                            on(data, "run", "--timeout", "60", "-l", "bash", "-c", "echo joined")
                                    .run()
                                    .out())
                    .isEqualTo("joined\n");
        } finally {
            assertThat(on(data, "stop").run().status()).isZero();
        }
        assertThat(on(data, "status").run().status()).isEqualTo(3);
        assertThat(on(data, "stop").run().status()).isEqualTo(3);
        assertThat(Files.exists(data.resolve("server.json"))).isFalse();
    }

    @Test
    void theAddressToListenOnCanBeChosen() {
        var words = new ArrayList<>(Server.command(data).words());
        words.addAll(List.of("--host", "localhost"));
        try (var server = Server.start(Command.of(words), data)) {
            assertThat(server.url().getHost()).isEqualTo("localhost");
            assertThat(server.client().get("/api/v1/tools").status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsKeptIsForItsOwnerAlone() throws IOException {
        Path own = data.resolve("made/by/the/start");
        try (var server = Server.start(own)) {
            assertThat(server.client().get("/api/v1/tools").status()).isEqualTo(200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .isEqualTo("rwx------");
            assertOwnersAlone(own);
            assertThat(own.resolve("server.json")).exists();
        }
    }

    private static void assertOwnersAlone(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    private static Command on(Path data, String command, String... more) {
        var words = new ArrayList<>(List.of(command, "--data", data.toString()));
        words.addAll(java.util.List.of(more));
        return Command.ultimateMcp(words.toArray(String[]::new));
    }

    private static String program(String code) {
        return Json.of(Map.of("language", "bash", "code", code, "timeout_seconds", 300));
    }
}
