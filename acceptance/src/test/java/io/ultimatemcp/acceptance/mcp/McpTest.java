package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** MCP as bytes: greeting, listing, calling, and mistakes that come back as tool errors. */
@ExtendWith(Shared.class)
final class McpTest {
    private final Server server;

    McpTest(Server server) {
        this.server = server;
    }

    @Test
    void theServerIsDiscoveredWithoutAHandshake() {
        var result =
                Modern.call(server.client(), Modern.request(1, "server/discover", Json.object()))
                        .path("result");
        assertThat(strings(result.path("supportedVersions"))).contains(Modern.REVISION);
        assertThat(result.path("capabilities").has("tools")).isTrue();
        assertThat(result.path("instructions").asString().length()).isBetween(1, 2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26"})
    void aStatefulRevisionIsGreetedAndListsTheTools(String revision) {
        try (var session = Session.open(server.client(), revision)) {
            assertThat(session.greeting().path("protocolVersion").asString()).isEqualTo(revision);
            var tools = session.call("tools/list", Json.object()).path("result").path("tools");
            assertThat(Json.each(tools, "name")).contains("execute_code");
        }
    }

    @Test
    void theToolsAreTheSameOverRestAndMcp() {
        var rest = server.client().get("/api/v1/tools").json().path("tools");
        var mcp = modernTools();
        for (JsonNode tool : rest) {
            var same =
                    mcp.valueStream()
                            .filter(each -> each.path("name").equals(tool.path("name")))
                            .findFirst()
                            .orElseThrow();
            assertThat(same.path("inputSchema")).isEqualTo(tool.path("input_schema"));
            // without what would fill a model's context
            assertThat(same.path("outputSchema").findValues("description"))
                    .allMatch(JsonNode::isObject);
            assertThat(same.path("outputSchema")).isEqualTo(bare(tool.path("output_schema")));
        }
    }

    private static JsonNode bare(JsonNode schema) {
        for (JsonNode each : schema) {
            bare(each);
            if (each instanceof ObjectNode part && part.path("required").isArray()) {
                part.remove("required");
            }
        }
        if (schema instanceof ObjectNode object && object.path("description").isString()) {
            object.remove("description");
        }
        return schema;
    }

    @Test
    void theDefinitionsAreFewAndShort() {
        var tools = modernTools();
        assertThat(tools.size()).isLessThanOrEqualTo(12);
        // A token of such text is four characters or a little less.
        assertThat(tools.toString().length()).isLessThan(6_000 * 3);
        for (JsonNode tool : tools) {
            assertThat(tool.path("title").asString("")).isNotBlank();
            assertThat(tool.path("description").asString("")).isNotBlank();
            assertThat(tool.path("annotations").path("openWorldHint").asBoolean(true)).isFalse();
            assertThat(tool.path("annotations").path("destructiveHint").asBoolean(true)).isFalse();
        }
    }

    @Test
    void wrongArgumentsAreAToolErrorThatNamesTheField() {
        var answer =
                Modern.call(
                        server.client(),
                        Modern.execute(
                                2, "{\"code\":\"x\",\"language\":\"bash\",\"memory_mb\":0}"));
        assertThat(answer.path("result").path("isError").asBoolean()).isTrue();
        assertThat(answer.path("result").path("content").path(0).path("text").asString())
                .contains("memory_mb")
                .contains("32");
    }

    @Test
    void anUnknownToolIsAProtocolError() {
        var params = Json.object().put("name", "no_such_tool");
        params.putObject("arguments");
        var answer = Modern.call(server.client(), Modern.request(3, "tools/call", params));
        assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32_602);
        assertThat(answer.path("id").asInt()).isEqualTo(3);
    }

    @Test
    void bothErasAreServedOnOnePipeInAnyOrder(@TempDir Path data) {
        try (var pipe = Pipe.open(data)) {
            var discovered = pipe.call(Modern.request(1, "server/discover", Json.object()));
            assertThat(discovered.path("result").path("resultType").asString())
                    .isEqualTo("complete");
            var greeted = pipe.call(Session.initialize("2025-11-25"));
            assertThat(greeted.path("result").path("protocolVersion").asString())
                    .isEqualTo("2025-11-25");
            pipe.send(
                    Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
            var listed = pipe.call(Session.request(2, "tools/list", Json.object()));
            assertThat(Json.each(listed.path("result").path("tools"), "name"))
                    .contains("execute_code");
            var called =
                    pipe.call(
                            Session.execute(
                                    3,
                                    "{\"code\":\"echo 1\",\"language\":\"bash\",\"timeout_seconds\":60}"));
            assertThat(called.path("result").path("structuredContent").path("stdout").asString())
                    .isEqualTo("1\n");
            assertThat(pipe.call(Modern.request(4, "tools/list", Json.object())).has("result"))
                    .isTrue();
            assertThat(pipe.end()).isZero();
        }
    }

    @Test
    void nobodyCallsWithoutAToken() {
        try (var stranger = server.client("")) {
            var reply = Modern.post(stranger, Modern.request(1, "server/discover", Json.object()));
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    private JsonNode modernTools() {
        return Modern.call(server.client(), Modern.request(1, "tools/list", Json.object()))
                .path("result")
                .path("tools");
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
