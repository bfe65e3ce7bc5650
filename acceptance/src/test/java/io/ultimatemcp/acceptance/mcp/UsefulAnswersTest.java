package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pictures, live output and sessions of {@code execute_code}, as a model meets them. */
@ExtendWith(Shared.class)
final class UsefulAnswersTest {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private final Server server;

    UsefulAnswersTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pictures"})
    void aPictureIsAnImageBlockAndNotPartOfTheStructure(String session) {
        var result =
                call(
                        "import base64; open('p.png', 'wb').write(base64.b64decode('"
                                + PIXEL
                                + "'))\nNone",
                        session);
        var image = image(result);
        assertThat(image.path("mimeType").asString()).isEqualTo("image/png");
        assertThat(image.path("data").asString()).isEqualTo(PIXEL);
        assertThat(result.path("structuredContent").toString()).doesNotContain(PIXEL);
        assertThat(Json.each(result.path("structuredContent").path("artifacts"), "path"))
                .contains("p.png");
    }

    @Test
    void whatOnlyHasTheNameOfAPictureIsNoImageBlock() {
        var result =
                call(
                        "open('a.png', 'w').write('<script>'); open('b.png', 'w'); open('c.svg', 'w')",
                        "");
        assertThat(Json.each(result.path("content"), "type")).containsExactly("text");
        assertThat(Json.each(result.path("structuredContent").path("artifacts"), "path"))
                .containsExactly("a.png", "b.png", "c.svg");
    }

    @Test
    void idsAndFilesOfRunsAreProposed() {
        String id =
                call("open('left.csv', 'w').write('1')", "")
                        .path("structuredContent")
                        .path("id")
                        .asString();
        assertThat(proposals("run://{id}", "id", id.substring(0, 30), Map.of())).contains(id);
        assertThat(proposals("run://{id}", "id", "nonsense", Map.of())).isEmpty();
        String files = "run://{id}/artifacts/{+path}";
        assertThat(proposals(files, "path", "le", Map.of("id", id))).containsExactly("left.csv");
        assertThat(proposals(files, "path", "", Map.of("id", "nonsense"))).isEmpty();
    }

    @Test
    void aFigureOfMatplotlibIsAnImageBlock() {
        assumeThat(Path.of("/usr/lib/python3/dist-packages/matplotlib")).isDirectory();
        String draw =
                """
                import numpy, pandas, matplotlib
                matplotlib.use('Agg')
                from matplotlib import pyplot
                print(int(numpy.arange(5).sum()), pandas.Series([1, 2]).mean())
                pyplot.plot([1, 4, 9])
                """;
        for (String session : new String[] {"", "figures"}) {
            String saved = session.isEmpty() ? "pyplot.savefig('figure.png')\n" : "None\n";
            var result = call(draw + saved, session);
            var structured = result.path("structuredContent");
            assertThat(structured.path("stdout").asString())
                    .as(structured.toString())
                    .isEqualTo("10 1.5\n");
            assertThat(structured.path("stderr").asString()).doesNotContain("Fontconfig");
            byte[] png = Base64.getDecoder().decode(image(result).path("data").asString());
            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "live"})
    void whatIsPrintedArrivesAsProgressWhileTheProgramRuns(String session) {
        var request =
                request(
                        "import time\nfor i in range(3):\n  print('step', i, flush=True)\n  time.sleep(0.3)",
                        session);
        ((ObjectNode) request.path("params").path("_meta")).put("progressToken", "t");
        String stream = Modern.post(server.client(), request).text();
        assertThat(stream)
                .contains("notifications/progress")
                .containsSubsequence("\"step 0\"", "\"step 1\"", "\"step 2\"", "\"result\"");
    }

    @Test
    void everyLineOfOneWriteIsToldAndBlankOnesAreNoStep() {
        var request =
                request(
                        "import os, time\nos.write(1, b'one\\ntwo\\n')\ntime.sleep(0.3)\nos.write(1, b'\\n')"
                                + "\ntime.sleep(0.3)\nos.write(2, b'three\\n')",
                        "");
        ((ObjectNode) request.path("params").path("_meta")).put("progressToken", "t");
        String stream = Modern.post(server.client(), request).text();
        assertThat(stream)
                .containsSubsequence("\"one\\ntwo\"", "\"three\"", "\"result\"")
                .doesNotContainPattern("\"progress\":\\d+}");
    }

    @Test
    void aSessionKeepsItsStateIsListedAndClosed() {
        call("x = 20", "model");
        var second = call("x * 2 + 2", "model").path("structuredContent");
        assertThat(second.path("stdout").asString()).isEqualTo("42\n");
        assertThat(second.path("session").path("cells").asInt()).isEqualTo(2);
        var listed = tool("list_sessions", Json.object()).path("structuredContent");
        assertThat(Json.each(listed.path("sessions"), "name")).contains("model");
        var closed = tool("close_session", Json.object().put("name", "model"));
        assertThat(closed.path("isError").asBoolean(false)).isFalse();
        var again = tool("close_session", Json.object().put("name", "model"));
        assertThat(again.path("isError").asBoolean(false)).isTrue();
        assertThat(again.path("content").toString()).contains("not_found");
    }

    private JsonNode call(String code, String session) {
        return Modern.call(server.client(), request(code, session)).path("result");
    }

    private JsonNode tool(String name, ObjectNode arguments) {
        var params = Json.object().put("name", name);
        params.set("arguments", arguments);
        return Modern.call(server.client(), Modern.request(1, "tools/call", params)).path("result");
    }

    private static ObjectNode request(String code, String session) {
        Map<String, Object> arguments =
                new HashMap<>(
                        Map.of(
                                "language",
                                "python",
                                "code",
                                code,
                                "timeout_seconds",
                                60,
                                "memory_mb",
                                512));
        if (!session.isEmpty()) {
            arguments.put("session", session);
        }
        return Modern.execute(1, Json.of(arguments));
    }

    private List<String> proposals(
            String template, String variable, String typed, Map<String, String> chosen) {
        var params = Json.object();
        params.putObject("ref").put("type", "ref/resource").put("uri", template);
        params.putObject("argument").put("name", variable).put("value", typed);
        var arguments = params.putObject("context").putObject("arguments");
        chosen.forEach(arguments::put);
        var request = Modern.request(1, "completion/complete", params);
        var values =
                Modern.call(server.client(), request)
                        .path("result")
                        .path("completion")
                        .path("values");
        return values.valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode image(JsonNode result) {
        for (JsonNode block : result.path("content")) {
            if (block.path("type").asString("").equals("image")) {
                return block;
            }
        }
        throw new AssertionError("no image in " + result);
    }
}
