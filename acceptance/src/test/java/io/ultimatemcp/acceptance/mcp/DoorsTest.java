package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One tool behind every door: the same program gives the same result. */
@ExtendWith(Shared.class)
final class DoorsTest {
    private static final String CODE =
            "import sys; print('one tool', sys.argv[1:]); open('left.txt', 'w').write('x'); sys.exit(3)";
    private static final String ARGUMENTS =
            Json.of(
                    Map.of(
                            "code",
                            CODE,
                            "language",
                            "python",
                            "args",
                            List.of("a", "b"),
                            "timeout_seconds",
                            60));

    /** What differs from run to run. */
    private static final List<String> OWN =
            List.of("id", "duration_seconds", "cpu_seconds", "peak_memory_bytes");

    @TempDir private Path alone;

    private final Server server;

    DoorsTest(Server server) {
        this.server = server;
    }

    @Test
    void everyDoorGivesTheSameResult() throws IOException {
        var results = new LinkedHashMap<String, JsonNode>();
        results.put("first path", post("/execute_code"));
        results.put("api path", post("/api/v1/tools/execute_code"));
        results.put("shell, joined", shell(server.data()));
        results.put("shell, alone", shell(alone));
        results.put("MCP " + Modern.REVISION, modern());
        for (String revision : List.of("2025-11-25", "2025-06-18")) {
            results.put("MCP " + revision, stateful(revision));
        }
        results.put("stdio, joined", stdio(server.data()));
        results.put("stdio, alone", stdio(alone));
        var expected = withoutOwn(post("/execute_code"));
        assertThat(expected.path("stdout").asString()).isEqualTo("one tool ['a', 'b']\n");
        assertThat(expected.path("return_code").asInt()).isEqualTo(3);
        results.forEach((door, result) ->
                assertThat(withoutOwn(result)).describedAs(door).isEqualTo(expected));
    }

    private JsonNode post(String path) {
        return server.client().post(path, ARGUMENTS).json();
    }

    private JsonNode shell(Path data) throws IOException {
        var ended =
                Command.ultimateMcp(
                                "run",
                                "--data",
                                data.toString(),
                                "-o",
                                "json",
                                "--timeout",
                                "60",
                                Files.writeString(alone.resolve("program.py"), CODE).toString(),
                                "a",
                                "b")
                        .run();
        assertThat(ended.status()).describedAs(ended.err()).isEqualTo(3);
        return Json.read(ended.out());
    }

    private JsonNode modern() {
        return structured(Modern.call(server.client(), Modern.execute(7, ARGUMENTS)));
    }

    private JsonNode stateful(String revision) {
        try (var session = Session.open(server.client(), revision)) {
            assertThat(session.greeting().path("protocolVersion").asString()).isEqualTo(revision);
            return structured(session.execute(ARGUMENTS));
        }
    }

    private static JsonNode stdio(Path data) {
        try (var pipe = Pipe.open(data)) {
            var result = structured(pipe.call(Modern.execute(7, ARGUMENTS)));
            assertThat(pipe.end()).isZero();
            return result;
        }
    }

    /** The result of a tool call; its text block says the same. */
    private static JsonNode structured(JsonNode answer) {
        var result = answer.path("result");
        assertThat(result.path("isError").asBoolean(false)).describedAs("%s", answer).isFalse();
        var structured = result.path("structuredContent");
        assertThat(Json.read(result.path("content").path(0).path("text").asString()))
                .isEqualTo(structured);
        return structured;
    }

    private static JsonNode withoutOwn(JsonNode result) {
        var rest = (ObjectNode) result.deepCopy();
        OWN.forEach(rest::remove);
        rest.path("artifacts").forEach(each -> ((ObjectNode) each).remove("uri"));
        var isolation = (ObjectNode) rest.path("isolation");
        isolation.remove("host_user");
        // whether something waits already for a program is a matter of the instant
        assertThat(isolation.remove("engine").asString()).startsWith("bubblewrap");
        return rest;
    }
}
