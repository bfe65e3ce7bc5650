package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** How a run can end; what a program does wrong is a result, never a refusal. */
@ExtendWith(Shared.class)
final class OutcomeTest {
    private final Server server;

    OutcomeTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aProgramThatRunsTooLongIsKilledAndKeepsWhatItSaid(Program program) {
        var result = execute(program, program.sleeps, 1.5, 256);
        assertThat(result.path("outcome").asString()).isEqualTo("timed_out");
        assertThat(result.path("return_code").asInt()).isEqualTo(137);
        assertThat(result.path("stdout").asString()).isEqualTo("before\n");
        assertThat(result.path("duration_seconds").asDouble()).isBetween(1.4, 30.0);
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aProgramThatTakesTooMuchMemoryIsStopped(Program program) {
        var result = execute(program, program.eatsMemory, 30, 128);
        assertThat(result.path("outcome").asString()).isEqualTo("memory_exceeded");
        assertThat(result.path("return_code").asInt()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aProgramThatSaysTooMuchIsStopped(Program program) {
        var result = execute(program, program.floods, 30, 256);
        assertThat(result.path("outcome").asString()).isEqualTo("output_exceeded");
        assertThat(result.path("stdout_bytes").asLong()).isGreaterThanOrEqualTo(8L << 20);
        assertThat(result.path("stdout").asString().length()).isLessThan(110_000);
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aProgramThatEndsBySignalTellsWhich(Program program) {
        var result = execute(program, program.signalsItself, 30, 256);
        assertThat(result.path("outcome").asString()).isEqualTo("signalled");
        assertThat(result.path("return_code").asInt()).isEqualTo(143);
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aProgramThatStartsTooManyProcessesIsHeldAndSaid(Program program) {
        var result = execute(program, program.forks, 3, 256);
        assertThat(result.path("outcome").asString()).isEqualTo("processes_exceeded");
    }

    private JsonNode execute(Program program, String code, double seconds, int memory) {
        return server.client()
                .execute(
                        Json.of(
                                Map.of(
                                        "language",
                                        program.language(),
                                        "code",
                                        code,
                                        "timeout_seconds",
                                        seconds,
                                        "memory_mb",
                                        memory)))
                .json();
    }
}
