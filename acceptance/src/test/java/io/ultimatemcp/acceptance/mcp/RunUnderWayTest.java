package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A call that goes on as a task: its run has a name already, but is not stored yet. */
@ExtendWith(Shared.class)
final class RunUnderWayTest {
    private static final Pattern RUN = Pattern.compile("run ([0-9a-f-]{36})");
    private static final String TASKS = "io.modelcontextprotocol/tasks";

    private final Server server;

    RunUnderWayTest(Server server) {
        this.server = server;
    }

    @Test
    void itIsNotDeletedBeforeItHasEnded() {
        String task = begin("until [ -e end ]; do sleep 0.1; done");
        var run = new AtomicReference<>("");
        Eventually.that(
                "the task names its run",
                () -> {
                    var found = RUN.matcher(task("tasks/get", task).toString());
                    run.set(found.find() ? found.group(1) : "");
                    return !run.get().isEmpty();
                });
        var request = server.client().request("/api/v1/runs/" + run.get()).DELETE();
        var refused = server.client().send(request);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("conflict");
        task("tasks/cancel", task);
        Eventually.that(
                "it has ended and can go", () -> server.client().send(request).status() == 204);
    }

    private String begin(String code) {
        var arguments = Map.of("language", "bash", "code", code, "timeout_seconds", 60);
        var answer = call(Modern.execute(1, Json.of(arguments)));
        String task = answer.path("result").path("taskId").asString("");
        assertThat(task).as(answer.toString()).isNotEmpty();
        return task;
    }

    private JsonNode task(String method, String task) {
        return call(Modern.request(2, method, Json.object().put("taskId", task)));
    }

    private JsonNode call(ObjectNode request) {
        var meta = (ObjectNode) request.path("params").path("_meta");
        meta.putObject("io.modelcontextprotocol/clientCapabilities")
                .putObject("extensions")
                .putObject(TASKS);
        return Modern.call(server.client(), request);
    }
}
