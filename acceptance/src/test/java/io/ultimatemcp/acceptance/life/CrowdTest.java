package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Processes;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More callers than there is room for: each is served or sent away at once, and nothing hangs. */
final class CrowdTest {
    private static final int CALLERS = 200;

    @Test
    void eachOfTwoHundredCallersIsServedOrToldWhenToComeBack(@TempDir Path data) {
        var command =
                Server.command(data)
                        .with("ULTIMATE_MCP_SANDBOX_MAX_CONCURRENT", "2")
                        .with("ULTIMATE_MCP_SANDBOX_ROLES_ADMIN_MAX_CONCURRENT", "256");
        try (var server = Server.start(command, data)) {
            String mark = "231.0" + server.pid();
            String body =
                    "{\"language\":\"bash\",\"code\":\"sleep 0.3; (setsid sleep %s &)\",\"timeout_seconds\":30}"
                            .formatted(mark);
            var replies =
                    Stream.generate(() -> server.client().posting("/execute_code", body))
                            .limit(CALLERS)
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(replies)
                    .anySatisfy(reply -> assertThat(reply.status()).isEqualTo(200))
                    .filteredOn(reply -> reply.status() != 200)
                    .isNotEmpty()
                    .allSatisfy(reply -> {
                        assertThat(reply.status()).isIn(429, 503);
                        assertThat(reply.header("Retry-After")).matches("[1-9]\\d*");
                    });
            Eventually.that("nothing is left", () -> Processes.withWord(mark).isEmpty());
            assertThat(
                            server.client()
                                    .execute(body.replace("0.3", "0"))
                                    .json()
                                    .path("outcome")
                                    .asString())
                    .isEqualTo("exited");
        }
    }
}
