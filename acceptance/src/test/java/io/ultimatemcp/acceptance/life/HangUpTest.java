package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Processes;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody waits any more: then nothing runs any more. */
@ExtendWith(Shared.class)
final class HangUpTest {
    @Test
    void aClientThatHangsUpEndsItsProgramWithAllItsProcesses(Server server) {
        String mark = "230.0" + server.pid();
        String code = "(sleep %1$s &) ; setsid sleep %1$s & sleep %1$s".formatted(mark);
        try (var client = server.client(server.token())) {
            var answer =
                    client.posting(
                            "/execute_code",
                            Json.of(
                                    Map.of(
                                            "language",
                                            "bash",
                                            "code",
                                            code,
                                            "timeout_seconds",
                                            300)));
            Eventually.that("the program runs", () -> Processes.withWord(mark).size() == 3);
            assertThat(answer).isNotDone();
        }
        Eventually.that("the sandbox is empty", () -> Processes.withWord(mark).isEmpty());
        assertThat(server.client().get("/health").status()).isEqualTo(200);
    }
}
