package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Processes;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sessions of {@code execute_code} over REST and from a shell. */
@ExtendWith(Shared.class)
final class SessionTest {
    private final Server server;

    SessionTest(Server server) {
        this.server = server;
    }

    @Test
    void variablesAndFilesOfPythonStayForTheNextCall() {
        var first = python("rest-py", "import math; x = 40; open('kept', 'w').write('f')");
        assertThat(first.path("session").path("cells").asInt()).isEqualTo(1);
        assertThat(Json.each(first.path("artifacts"), "path")).containsExactly("kept");
        var second = python("rest-py", "print(open('kept').read())\nmath.floor(x + 2.5)");
        assertThat(second.path("stdout").asString()).isEqualTo("f\n42\n");
        assertThat(second.path("artifacts")).isEmpty();
        var session = second.path("session");
        assertThat(session.path("name").asString()).isEqualTo("rest-py");
        assertThat(session.path("language").asString()).isEqualTo("python");
        assertThat(session.path("cells").asInt()).isEqualTo(2);
        assertThat(session.path("created_at").asString())
                .isEqualTo(first.path("session").path("created_at").asString());
        assertThat(session.has("ended")).isFalse();
        var failed = python("rest-py", "1 / 0");
        assertThat(failed.path("return_code").asInt()).isEqualTo(1);
        assertThat(failed.path("stderr").asString()).contains("ZeroDivisionError");
        assertThat(failed.path("outcome").asString()).isEqualTo("exited");
        close("rest-py");
    }

    @Test
    void variablesOfJavaScriptStayForTheNextCall() {
        ran(Map.of("language", "javascript", "session", "rest-js", "code", "let y = [1, 2]"));
        var second =
                ran(
                        Map.of(
                                "language",
                                "javascript",
                                "session",
                                "rest-js",
                                "code",
                                "await Promise.resolve(y.map(v => v * 2))"));
        assertThat(second.path("stdout").asString()).isEqualTo("[ 2, 4 ]\n");
        close("rest-js");
    }

    @Test
    void aCallWithoutASessionKnowsNothingOfOne() {
        python("alone", "secret = 1");
        var other = ran(Map.of("language", "python", "code", "print(secret)"));
        assertThat(other.path("stderr").asString()).contains("NameError");
        assertThat(other.has("session")).isFalse();
        close("alone");
    }

    @Test
    void sessionsAreListedAndClosedAndBeginAnew() {
        python("listed", "x = 1");
        var list = server.client().get("/api/v1/sessions").json().path("sessions");
        assertThat(Json.each(list, "name")).contains("listed");
        assertThat(close("listed").status()).isEqualTo(204);
        assertThat(close("listed").status()).isEqualTo(404);
        var fresh = python("listed", "print('x' in globals())");
        assertThat(fresh.path("stdout").asString()).isEqualTo("False\n");
        assertThat(fresh.path("session").path("cells").asInt()).isEqualTo(1);
        close("listed");
    }

    @Test
    void whatASessionCannotTakeIsRefusedByName() {
        var bash = call(Map.of("language", "bash", "session", "b", "code", "true"));
        assertThat(bash.status()).isEqualTo(422);
        assertThat(bash.json().path("detail").asString()).contains("bash");
        var odd = call(Map.of("language", "python", "session", "../x", "code", "1"));
        assertThat(odd.status()).isEqualTo(422);
        assertThat(odd.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/session");
        python("spoken", "1");
        var other = call(Map.of("language", "javascript", "session", "spoken", "code", "1"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("code").asString()).isEqualTo("conflict");
        assertThat(other.json().path("detail").asString()).contains("spoken", "python");
        close("spoken");
    }

    @Test
    void aCellThatTakesTooLongIsInterruptedAndItsSessionLivesOn() {
        python("slow", "kept = 5");
        var late =
                ran(
                        Map.of(
                                "language",
                                "python",
                                "session",
                                "slow",
                                "timeout_seconds",
                                1,
                                "code",
                                "print('began'); import time; time.sleep(60)"));
        assertThat(late.path("outcome").asString()).isEqualTo("timed_out");
        assertThat(late.path("stdout").asString()).isEqualTo("began\n");
        assertThat(late.path("session").has("ended")).isFalse();
        assertThat(python("slow", "kept").path("stdout").asString()).isEqualTo("5\n");
        var stubborn =
                ran(
                        Map.of(
                                "language",
                                "python",
                                "session",
                                "slow",
                                "timeout_seconds",
                                1,
                                "code",
                                "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"));
        assertThat(stubborn.path("outcome").asString()).isEqualTo("timed_out");
        assertThat(stubborn.path("session").path("ended").asString()).isEqualTo("timed_out");
        var fresh = python("slow", "print('kept' in globals())").path("stdout").asString();
        assertThat(fresh).isEqualTo("False\n");
        close("slow");
    }

    @Test
    void aCellThatTakesTooMuchMemoryEndsItsSession() {
        var big =
                python("big", "x = bytearray(2 << 30)\nfor i in range(0, len(x), 4096): x[i] = 1");
        assertThat(big.path("outcome").asString()).isEqualTo("memory_exceeded");
        assertThat(big.path("session").path("ended").asString()).isEqualTo("memory_exceeded");
        var list = server.client().get("/api/v1/sessions").json().path("sessions");
        assertThat(Json.each(list, "name")).doesNotContain("big");
    }

    @Test
    void aShellUsesTheSessionsOfTheServer() {
        assertThat(shell("run", "--session", "shell", "-c", "x = 6").status()).isZero();
        assertThat(shell("run", "--session", "shell", "-c", "x * 7").out()).isEqualTo("42\n");
        assertThat(shell("session", "ls").out()).contains("shell");
        var listed = Json.read(shell("session", "ls", "--json").out());
        assertThat(Json.each(listed.path("sessions"), "name")).contains("shell");
        assertThat(shell("session", "close", "shell").status()).isZero();
        assertThat(shell("session", "close", "shell").status()).isEqualTo(2);
    }

    @Test
    void sessionsEndWithAServerThatIsKilled(@TempDir Path data) {
        String mark = "4000.0" + ProcessHandle.current().pid();
        var code = "import subprocess; p = subprocess.Popen(['sleep', '" + mark + "'])";
        var arguments = Map.of("language", "python", "session", "s", "code", code);
        try (var doomed = Server.start(data)) {
            doomed.client().execute(Json.of(arguments));
            assertThat(Processes.withWord(mark)).isNotEmpty();
            doomed.kill();
        }
        Eventually.that("the session is gone", () -> Processes.withWord(mark).isEmpty());
        try (var next = Server.start(data)) {
            var fresh = next.client().execute(Json.of(arguments)).json();
            assertThat(fresh.path("session").path("cells").asInt()).isEqualTo(1);
            next.terminate();
            assertThat(next.awaitEnd()).isZero();
        }
        assertThat(Processes.withWord(mark)).isEmpty();
    }

    private Command.Finished shell(String... words) {
        var all = new ArrayList<>(List.of(words));
        int options = all.getFirst().equals("session") ? all.size() : 1;
        all.addAll(options, List.of("--data", server.data().toString()));
        return Command.ultimateMcp(all.toArray(String[]::new)).run();
    }

    private JsonNode python(String session, String code) {
        return ran(
                Map.of(
                        "language",
                        "python",
                        "session",
                        session,
                        "code",
                        code,
                        "timeout_seconds",
                        60));
    }

    private JsonNode ran(Map<String, Object> arguments) {
        return server.client().execute(Json.of(arguments)).json();
    }

    private Reply call(Map<String, Object> arguments) {
        return server.client().post("/execute_code", Json.of(arguments));
    }

    private Reply close(String session) {
        return server.client()
                .send(server.client().request("/api/v1/sessions/" + session).DELETE());
    }
}
