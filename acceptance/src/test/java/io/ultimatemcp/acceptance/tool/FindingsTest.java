package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Hints at risky constructs come with the result and change nothing else of it. */
@ExtendWith(Shared.class)
final class FindingsTest {
    private final Client client;

    FindingsTest(Server server) {
        this.client = server.client();
    }

    @Test
    void aRiskyConstructIsNamedWithItsPlaceAndRunsAllTheSame() {
        var result = execute("python", "g = eval\nprint(g('6 * 7'))\n");
        assertThat(result.path("stdout").asString()).isEqualTo("42\n");
        assertThat(Json.each(result.path("findings"), "rule"))
                .containsExactly("aliased-name", "dynamic-code");
        var second = result.path("findings").path(1);
        assertThat(second.path("severity").asString()).isEqualTo("warning");
        assertThat(second.path("source").asString()).isEqualTo("policy");
        assertThat(second.path("message").asString()).contains("`g` means `eval` here");
        assertThat(second.path("line").asInt()).isEqualTo(2);
        assertThat(second.path("column").asInt()).isEqualTo(7);
        assertThat(second.path("end_line").asInt()).isEqualTo(2);
        assertThat(second.path("end_column").asInt()).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void anOrdinaryProgramHasNone(Program program) {
        var result = execute(program.language(), program.prints42);
        assertThat(result.has("findings")).isFalse();
        assertThat(result.has("findings_note")).isFalse();
    }

    @Test
    void javascriptAndBashAreReadToo() {
        var script = execute("javascript", "console.log(globalThis['ev' + 'al']('1'))");
        assertThat(Json.each(script.path("findings"), "rule"))
                .containsExactly("dynamic-code", "hidden-name");
        var shell = execute("bash", "echo 'echo hi' | sh");
        assertThat(shell.path("stdout").asString()).isEqualTo("hi\n");
        assertThat(Json.each(shell.path("findings"), "rule")).containsExactly("piped-code");
    }

    @Test
    void aResultWithFindingsIsStoredAsItWasAnswered() {
        var result = execute("python", "exec('print(1)')");
        var kept = client.get("/api/v1/runs/" + result.path("id").asString()).json();
        assertThat(kept.path("result")).isEqualTo(result);
        assertThat(kept.path("result").path("findings").size()).isEqualTo(1);
    }

    @Test
    void testsAreReadAsWell() {
        var reply =
                client.post(
                        "/run_tests",
                        Json.of(
                                Map.of(
                                        "code",
                                        "def test_it():\n    assert eval('1') == 1\n",
                                        "timeout_seconds",
                                        120)));
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        var finding = reply.json().path("findings").path(0);
        assertThat(finding.path("rule").asString()).isEqualTo("dynamic-code");
        assertThat(finding.path("line").asInt()).isEqualTo(2);
    }

    @Test
    void moreThanIsLookedAtIsSaidToBeCut() {
        var result = execute("python", "eval('1')\n".repeat(200));
        assertThat(result.path("findings").size()).isEqualTo(50);
        assertThat(result.path("findings_note").asString()).contains("entries");
    }

    private JsonNode execute(String language, String code) {
        var reply =
                client.execute(
                        Json.of(Map.of("code", code, "language", language, "timeout_seconds", 60)));
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
