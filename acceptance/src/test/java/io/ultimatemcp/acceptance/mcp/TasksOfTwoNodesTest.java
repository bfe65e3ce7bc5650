package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Postgres;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks in a ledger that two servers share: each looks after its own. */
final class TasksOfTwoNodesTest {
    @TempDir private Path directory;

    @Test
    void aStartFailsTheTasksOfItsOwnFormerProcessAndLeavesThoseOfAnotherNodeAlone() {
        try (var database = Postgres.start()) {
            String url = database.database("tasks");
            try (var first = start(url, "a")) {
                String kept = begin(first, "until [ -e end ]; do sleep 0.1; done");
                String lost;
                try (var second = start(url, "b")) {
                    assertThat(status(second, kept)).isEqualTo("working");
                    lost = begin(second, "sleep 50");
                    second.kill();
                }
                assertThat(status(first, lost)).as("nobody knows yet").isEqualTo("working");
                try (var second = start(url, "b")) {
                    assertThat(status(first, lost)).isEqualTo("failed");
                    assertThat(status(second, kept)).isEqualTo("working");
                }
                call(first, Modern.request(3, "tasks/cancel", Json.object().put("taskId", kept)));
                Eventually.that("it is cancelled", () -> status(first, kept).equals("cancelled"));
            }
        }
    }

    private Server start(String url, String name) {
        Path data = directory.resolve(name);
        return Server.start(Postgres.use(Server.command(data), url), data);
    }

    private static String begin(Server server, String code) {
        var arguments = Map.of("language", "bash", "code", code, "timeout_seconds", 60);
        var answer = call(server, Modern.execute(1, Json.of(arguments)));
        String task = answer.path("result").path("taskId").asString("");
        assertThat(task).as(answer.toString()).isNotEmpty();
        return task;
    }

    private static String status(Server server, String task) {
        return call(server, Modern.request(2, "tasks/get", Json.object().put("taskId", task)))
                .path("result")
                .path("status")
                .asString("");
    }

    private static JsonNode call(Server server, ObjectNode request) {
        var meta = (ObjectNode) request.path("params").path("_meta");
        meta.putObject("io.modelcontextprotocol/clientCapabilities")
                .putObject("extensions")
                .putObject("io.modelcontextprotocol/tasks");
        return Modern.call(server.client(), request);
    }
}
