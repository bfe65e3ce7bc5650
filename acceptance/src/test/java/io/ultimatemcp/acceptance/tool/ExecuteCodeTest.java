package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(Shared.class)
final class ExecuteCodeTest {
    private final Server server;

    ExecuteCodeTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aProgramGetsAllItIsGivenAndAllItMakesComesBack(Program program) {
        var result =
                execute(
                        Map.of(
                                "language",
                                program.language(),
                                "code",
                                program.usesEverything,
                                "stdin",
                                "grüße 🌍",
                                "args",
                                List.of("a b", "--flag", "*"),
                                "env",
                                Map.of("GREETING", "good day"),
                                "files",
                                List.of(
                                        Map.of("path", "in/text.txt", "content", "naïve"),
                                        Map.of(
                                                "path",
                                                "in/bytes.bin",
                                                "content_base64",
                                                base64(new byte[] {0, -1, 10})))));
        assertThat(result.path("stdout").asString())
                .isEqualTo("grüße 🌍\na b|--flag|*\ngood day\nnaïve\n[0, 255, 10]\n");
        assertThat(result.path("stderr").asString()).isEqualTo("warned\n");
        assertThat(result.path("stdout_bytes").asInt()).isEqualTo(55);
        assertThat(result.path("stderr_bytes").asInt()).isEqualTo(7);
        assertThat(result.path("outcome").asString()).isEqualTo("exited");
        assertThat(result.path("return_code").asInt()).isEqualTo(7);
        assertThat(result.path("truncated").asBoolean()).isFalse();
        assertThat(Json.each(result.path("artifacts"), "path"))
                .contains("out/sum.csv")
                .doesNotContain("in/text.txt");
    }

    @Test
    void theLanguageIsPythonUnlessAnotherIsNamed() {
        assertThat(execute(Map.of("code", "print(f'{1 + 1}')")).path("stdout").asString())
                .isEqualTo("2\n");
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void everyFieldOfTheContractIsInAResult(Program program) {
        var result = execute(Map.of("language", program.language(), "code", program.prints42));
        assertThat(result.propertyNames())
                .contains(
                        "id",
                        "outcome",
                        "return_code",
                        "stdout",
                        "stderr",
                        "stdout_bytes",
                        "stderr_bytes",
                        "truncated",
                        "duration_seconds",
                        "cpu_seconds",
                        "peak_memory_bytes",
                        "artifacts",
                        "isolation");
        assertThat(result.path("duration_seconds").asDouble()).isBetween(1e-6, 60.0);
        assertThat(result.path("cpu_seconds").asDouble()).isBetween(0.0, 60.0);
        assertThat(result.path("peak_memory_bytes").asLong()).isBetween(0L, 256L << 20);
        var isolation = result.path("isolation");
        assertThat(isolation.path("engine").asString()).startsWith("bubblewrap");
        assertThat(isolation.path("network").asString()).isEqualTo("none");
        assertThat(isolation.path("memory_limit_mb").asInt()).isEqualTo(256);
    }

    @Test
    void theIsolationShownIsTheOneAskedFor() {
        var result = execute(Map.of("code", "print(1)", "language", "python", "memory_mb", 64));
        assertThat(result.path("isolation").path("memory_limit_mb").asInt()).isEqualTo(64);
    }

    @Test
    void optionsMayBeNull() {
        var reply =
                server.client()
                        .execute(
                                """
                                {"code":"print(1)","language":"python","stdin":null,"args":null,"env":null,
                                 "files":null,"timeout_seconds":null,"memory_mb":null}
                                """);
        assertThat(reply.json().path("stdout").asString()).isEqualTo("1\n");
    }

    @Test
    void nothingSurvivesFromOneRunToTheNext() {
        String leave = "echo x > /tmp/left; echo x > /work/left; echo x > /dev/shm/left; echo done";
        assertThat(bash(leave).path("stdout").asString()).isEqualTo("done\n");
        assertThat(bash("cat /tmp/left /work/left /dev/shm/left").path("stdout").asString())
                .isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreReplacedInTheWindow() {
        var result = bash("printf '\\xff\\xfe\\x00ok'");
        assertThat(result.path("stdout").asString()).endsWith("ok").contains("\ufffd");
        assertThat(result.path("stdout_bytes").asInt()).isEqualTo(5);
    }

    @Test
    void aProgramThatDoesNotParseIsAResult() {
        var result = execute(Map.of("language", "python", "code", "def ("));
        assertThat(result.path("outcome").asString()).isEqualTo("exited");
        assertThat(result.path("return_code").asInt()).isEqualTo(1);
        assertThat(result.path("stderr").asString()).contains("SyntaxError");
    }

    @Test
    void theEnvironmentIsFiveHarmlessVariables() {
        var result = bash("env -0 | tr '\\0' '\\n' | sed 's/=.*//' | sort | xargs");
        assertThat(List.of(result.path("stdout").asString().strip().split(" ", -1)))
                .contains("HOME", "LANG", "PATH")
                .isSubsetOf("HOME", "LANG", "OLDPWD", "PATH", "PWD", "SHLVL", "TMPDIR", "_");
    }

    private JsonNode bash(String code) {
        return execute(Map.of("language", "bash", "code", code));
    }

    /** With more time than any program here needs, for machines that are busy. */
    private JsonNode execute(Map<String, ?> arguments) {
        var patient = new HashMap<String, Object>(arguments);
        patient.put("timeout_seconds", 60);
        return server.client().execute(Json.of(patient)).json();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
