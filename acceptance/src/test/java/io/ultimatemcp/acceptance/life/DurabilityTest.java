package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was answered is on disk, whatever happens to the server afterwards. */
final class DurabilityTest {
    private static final int CALLS = 24;

    @TempDir private Path data;

    @Test
    void everyAnsweredRunIsThereAfterTheServerIsKilledInTheMiddleOfCalls() {
        var answered = new ArrayList<JsonNode>();
        try (var server = Server.start(data)) {
            var calls = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(server.client().posting("/execute_code", program(i)));
            }
            // Killed when half of the answers are there, with the others under way.
            for (int i = 0; i < CALLS / 2; i++) {
                keep(calls.get(i), answered);
            }
            server.kill();
            calls.subList(CALLS / 2, CALLS).forEach(call -> keep(call, answered));
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(CALLS / 4);
        try (var server = Server.start(data)) {
            for (JsonNode result : answered) {
                String id = result.path("id").asString();
                var run = server.client().get("/api/v1/runs/" + id);
                assertThat(run.status()).isEqualTo(200);
                assertThat(run.json().path("result")).isEqualTo(result);
                var kept = server.client().get("/api/v1/runs/" + id + "/artifacts/kept.txt");
                assertThat(kept.text()).isEqualTo(result.path("stdout").asString());
            }
        }
    }

    @Test
    void theTokenStaysTheSameOverAStop() {
        String token;
        try (var server = Server.start(data)) {
            token = server.token();
        }
        try (var server = Server.start(data)) {
            assertThat(server.token()).isEqualTo(token);
            assertThat(server.client().get("/api/v1/tools").status()).isEqualTo(200);
        }
    }

    private static void keep(CompletableFuture<Reply> call, List<JsonNode> answered) {
        call.handle((reply, failure) -> reply)
                .thenAccept(reply -> {
                    // A refusal is no answer of a run, and a broken connection is no answer at all.
                    if (reply != null && reply.status() == 200) {
                        answered.add(reply.json());
                    }
                })
                .join();
    }

    private static String program(int number) {
        String code = "echo number %d | tee kept.txt".formatted(number);
        return Json.of(Map.of("language", "bash", "code", code, "timeout_seconds", 60));
    }
}
