package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role may have of the sandbox, as its caller meets it. */
final class RoleLimitsTest {
    @Test
    void timeIsCutMemoryIsRefusedAndOneCallerNeverHasAllPlaces(@TempDir Path data) {
        var command =
                Server.command(data)
                        .with("ULTIMATE_MCP_SANDBOX_ROLES_ADMIN_MAX_TIMEOUT", "3s")
                        .with("ULTIMATE_MCP_SANDBOX_ROLES_ADMIN_MAX_MEMORY", "300MiB")
                        .with("ULTIMATE_MCP_SANDBOX_MAX_CONCURRENT", "2");
        try (var server = Server.start(command, data)) {
            var cut = server.client().execute(bash("sleep 60", 300, 256)).json();
            assertThat(cut.path("outcome").asString()).isEqualTo("timed_out");
            assertThat(cut.path("isolation").path("timeout_seconds").asDouble()).isEqualTo(3);
            var refused = server.client().post("/execute_code", bash("true", 1, 301));
            assertThat(refused.status()).isEqualTo(422);
            var error = refused.json().path("errors").path(0);
            assertThat(error.path("pointer").asString()).isEqualTo("/memory_mb");
            assertThat(error.path("message").asString()).contains("admin").contains("300");
            assertOneOfTheTwoPlacesIsLeftForOthers(server);
        }
    }

    private static void assertOneOfTheTwoPlacesIsLeftForOthers(Server server) {
        var replies =
                Stream.generate(() ->
                                server.client().posting("/execute_code", bash("sleep 60", 3, 64)))
                        .limit(4)
                        .toList();
        var refused =
                replies.stream()
                        .map(CompletableFuture::join)
                        .filter(r -> r.status() != 200)
                        .toList();
        assertThat(refused)
                .hasSize(3)
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(429);
                    assertThat(reply.header("Retry-After")).isEqualTo("1");
                    assertThat(reply.json().path("detail").asString()).contains("admin");
                });
        assertThat(server.client().execute(bash("echo free", 3, 64)).status()).isEqualTo(200);
    }

    private static String bash(String code, int seconds, int megabytes) {
        return Json.of(
                Map.of(
                        "language",
                        "bash",
                        "code",
                        code,
                        "timeout_seconds",
                        seconds,
                        "memory_mb",
                        megabytes));
    }
}
