package io.ultimatemcp.server.tool.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.SandboxSettings;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.settings.SettingsReader;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.Progress;
import io.ultimatemcp.server.tool.Toolbox;
import io.ultimatemcp.server.tool.box.Allowance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tool behind its toolbox, over a real sandbox; what is called goes through the schema. */
final class TestBench implements AutoCloseable {
    private final Sandbox sandbox = Sandbox.open(SandboxSettings.standard().withPlaces(8));
    private final Toolbox tools;

    TestBench() {
        var settings = new SettingsReader(Map.of()).read(Map.of(), null).settings().sandbox();
        tools = new Toolbox(List.of(new RunTestsTool(() -> sandbox, new Allowance(settings))));
    }

    /** Skips the test where bubblewrap or one of the Debian packages is not installed. */
    void needs(String... files) throws InterruptedException {
        assumeTrue(sandbox.readiness() instanceof Readiness.Ready, "no sandbox here");
        for (String file : files) {
            assumeTrue(Files.exists(Path.of(file)), file + " is not installed");
        }
    }

    ObjectNode run(ObjectNode arguments) {
        var call =
                new Call(
                        "run-1",
                        new Caller("tester", Role.DEVELOPER.permissions()),
                        Cancel.never(),
                        Progress.NONE);
        return Json.MAPPER.valueToTree(tools.call("run_tests", arguments, call).result());
    }

    Problem refusal(ObjectNode arguments) {
        return Assertions.assertThrows(Refusal.class, () -> run(arguments)).problem();
    }

    static ObjectNode code(String framework, String code) {
        return Json.MAPPER
                .createObjectNode()
                .put("code", code)
                .put("test_framework", framework)
                .put("timeout_seconds", 60);
    }

    static ObjectNode withFile(ObjectNode arguments, String path, String content) {
        arguments.withArray("files").addObject().put("path", path).put("content", content);
        return arguments;
    }

    static void assertSummary(JsonNode result, int passed, int failed, int errors, int skipped) {
        var summary = result.path("summary");
        assertThat(
                        List.of(
                                summary.path("total").asInt(-1),
                                summary.path("passed").asInt(-1),
                                summary.path("failed").asInt(-1),
                                summary.path("errors").asInt(-1),
                                summary.path("skipped").asInt(-1)))
                .as("total, passed, failed, errors, skipped of %s", result)
                .containsExactly(
                        passed + failed + errors + skipped, passed, failed, errors, skipped);
    }

    /** Each case as {@code file:line name outcome}. */
    static List<String> cases(JsonNode result) {
        return StreamSupport.stream(result.path("cases").spliterator(), false)
                .map(c ->
                        c.path("file").asString("?")
                                + ":"
                                + c.path("line").asInt(0)
                                + " "
                                + c.path("name").asString("")
                                + " "
                                + c.path("outcome").asString(""))
                .toList();
    }

    static String message(JsonNode result, int index) {
        return result.path("cases").path(index).path("message").asString("");
    }

    static List<Integer> missing(JsonNode result, String path) {
        for (JsonNode file : result.path("coverage").path("files")) {
            if (file.path("path").asString("").equals(path)) {
                return StreamSupport.stream(file.path("missing_lines").spliterator(), false)
                        .map(JsonNode::intValue)
                        .toList();
            }
        }
        throw new AssertionError("no coverage of " + path + " in " + result);
    }

    /** Where Debian puts what the frameworks are. */
    static final String PYTEST = "/usr/lib/python3/dist-packages/pytest";

    static final String COVERAGE = "/usr/lib/python3/dist-packages/coverage";
    static final String NODE = "/usr/bin/node";
    static final String BATS = "/usr/bin/bats";

    @Override
    public void close() {
        sandbox.close();
    }
}
