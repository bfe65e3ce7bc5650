package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ultimate-mcp run} and its relatives, as a shell meets them. */
@ExtendWith(Shared.class)
final class CommandLineTest {
    @TempDir private Path directory;

    private final Server server;

    CommandLineTest(Server server) {
        this.server = server;
    }

    @BeforeEach
    void writePrograms() throws IOException {
        Files.writeString(directory.resolve("hello.py"), "import sys\nprint('py', sys.argv[1:])\n");
        Files.writeString(
                directory.resolve("hello.js"), "console.log('js', process.argv.slice(2))\n");
        Files.writeString(directory.resolve("hello.sh"), "echo sh \"$@\"; echo bad >&2; exit 3\n");
        Files.writeString(directory.resolve("hello"), "#!/usr/bin/env node\nconsole.log(typeof 1)");
    }

    @Test
    void theLanguageIsToldByTheNameOfTheFileOrItsFirstLine() {
        assertThat(joined("hello.py", "a", "--b").out()).isEqualTo("py ['a', '--b']\n");
        assertThat(joined("hello.js", "-x").out()).isEqualTo("js [ '-x' ]\n");
        assertThat(joined("hello").out()).isEqualTo("number\n");
    }

    @Test
    void outputAndExitStatusAreTheProgramsOwn() {
        var ended = joined("hello.sh", "a b");
        assertThat(ended.out()).isEqualTo("sh a b\n");
        assertThat(ended.err()).isEqualTo("bad\n");
        assertThat(ended.status()).isEqualTo(3);
    }

    @Test
    void aProgramIsReadFromStandardInput() {
        assertThat(run(server.data(), "-").reading("print(6 * 7)").run().out()).isEqualTo("42\n");
    }

    @Test
    void whatFollowsCodeIsTheProgramsOwn() {
        assertThat(joined("-l", "bash", "-c", "echo \"$1-$2\"", "x", "-y").out())
                .isEqualTo("x--y\n");
    }

    @Test
    void theWholeResultIsPrintedAsJson() {
        for (List<String> flag : List.of(List.of("-o", "json"), List.of("--json"))) {
            var words = new ArrayList<>(flag);
            words.add("hello.sh");
            var ended = joined(words.toArray(String[]::new));
            var result = Json.read(ended.out());
            assertThat(result.path("return_code").asInt()).isEqualTo(3);
            assertThat(ended.status()).isEqualTo(3);
            assertThat(ended.err()).isEmpty();
            var id = result.path("id").asString();
            assertThat(server.client().get("/api/v1/runs/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutAServerTheWorkIsDoneHereAndKept() {
        Path own = directory.resolve("own");
        var ended = run(own, "-o", "json", "hello.py", "alone").run();
        assertThat(ended.status()).describedAs(ended.err()).isZero();
        var result = Json.read(ended.out());
        assertThat(result.path("stdout").asString()).isEqualTo("py ['alone']\n");
        try (var later = Server.start(own)) {
            var kept = later.client().get("/api/v1/runs/" + result.path("id").asString());
            assertThat(kept.json().path("result")).isEqualTo(result);
            assertThat(kept.json().path("door").asString()).isEqualTo("cli");
        }
    }

    @Test
    void aProgramThatIsKilledGives128AndTheSignal() {
        assertThat(joined("-l", "bash", "-c", "kill -TERM $$; sleep 60").status()).isEqualTo(143);
        var late = joined("--timeout", "1", "-l", "bash", "-c", "sleep 60");
        assertThat(late.status()).isEqualTo(137);
        assertThat(late.err()).contains("timed out");
    }

    @Test
    void hintsAreToldOnlyWhenAskedForAndBesideTheOutput() {
        assertThat(joined("-c", "print(eval('1'))").err()).isEmpty();
        var asked = joined("--hints", "-c", "print(eval('1'))");
        assertThat(asked.out()).isEqualTo("1\n");
        assertThat(asked.err())
                .isEqualTo(
                        "ultimate-mcp: hint 1:7 warning dynamic-code: `eval` runs a text as code.\n");
        var json = Json.read(joined("-o", "json", "-c", "print(eval('1'))").out());
        assertThat(json.path("findings").path(0).path("column").asInt()).isEqualTo(7);
    }

    @Test
    void usageIsExplained() {
        assertUsage(joined("no-such-file.py"), "no-such-file.py");
        assertUsage(joined("-l", "cobol", "-c", "x"), "language");
        assertUsage(joined("--timeout", "0", "-c", "x"), "timeout_seconds");
        assertUsage(joined("--timeout", "soon", "-c", "x"), "timeout");
        assertUsage(joined("--no-such-flag"), "--no-such-flag");
        assertUsage(Command.ultimateMcp("no-such-command").run(), "no-such-command");
    }

    @Test
    void theStateOfTheServerIsTold() {
        var status = Command.ultimateMcp("status", "--data", server.data().toString()).run();
        assertThat(status.status()).isZero();
        assertThat(status.out()).contains(server.url().toString()).contains("" + server.pid());
        var doctor = Command.ultimateMcp("doctor", "--data", server.data().toString(), "--json");
        var ended = doctor.run();
        assertThat(ended.status()).describedAs(ended.out()).isZero();
        assertThat(Json.read(ended.out()).isObject()).isTrue();
        assertThat(Command.ultimateMcp("version").run().out()).startsWith("ultimate-mcp ");
        assertThat(Command.ultimateMcp("--help").run().out()).contains("start", "run", "doctor");
    }

    private Command.Finished joined(String... words) {
        return run(server.data(), words).run();
    }

    /** With more time than any program here needs, unless {@code words} say otherwise. */
    private Command run(Path data, String... words) {
        var all = new ArrayList<>(List.of("run", "--data", data.toString()));
        if (!List.of(words).contains("--timeout")) {
            all.addAll(List.of("--timeout", "60"));
        }
        all.addAll(List.of(words));
        return Command.ultimateMcp(all.toArray(String[]::new)).in(directory);
    }

    private static void assertUsage(Command.Finished ended, String says) {
        assertThat(ended.status()).describedAs(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains(says).doesNotContain("\tat ");
        assertThat(ended.out()).isEmpty();
    }
}
