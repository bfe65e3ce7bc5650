package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator chooses the rung of isolation; results and health name it, none is taken silently.
 */
final class TierTest {
    private static final String PROGRAM = "{\"code\":\"echo 1\",\"language\":\"bash\"}";

    @TempDir private Path directory;

    @Test
    void aContainerRuntimeRunsProgramsWhenItIsChosen() {
        assumeTrue(Files.exists(Path.of("/usr/bin/crun")), "crun is not installed");
        assumeTrue(Files.isWritable(Path.of("/proc/1/oom_score_adj")), "tier t3 needs root");
        Path data = directory.resolve("t3");
        try (var server = Server.start(with(Server.command(data), "t3", "crun"), data)) {
            var result = server.client().execute(PROGRAM).json();
            assertThat(result.path("stdout").asString()).isEqualTo("1\n");
            assertThat(result.path("isolation").path("tier").asString()).isEqualTo("T3");
            assertThat(result.path("isolation").path("engine").asString()).isEqualTo("crun");
            var health = server.client().get("/health").json().path("components").path("sandbox");
            assertThat(health.path("isolation").path("engine").asString()).isEqualTo("crun");
        }
    }

    @Test
    void aTierThatCannotBeHadIsRefusedEverywhere() {
        Path data = directory.resolve("none");
        try (var server = Server.start(with(Server.command(data), "t3", "no-runtime"), data)) {
            var reply = server.client().post("/execute_code", PROGRAM);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().path("detail").asString())
                    .contains("no-runtime")
                    .contains("sandbox.tier");
        }
        var doctor =
                with(Command.ultimateMcp("doctor", "--data", data.toString()), "t1", "crun").run();
        assertThat(doctor.status()).isEqualTo(5);
        assertThat(doctor.out()).contains("T1").contains("sandbox.tier to T2");
    }

    private static Command with(Command command, String tier, String runtime) {
        return command.with("ULTIMATE_MCP_SANDBOX_TIER", tier)
                .with("ULTIMATE_MCP_SANDBOX_OCI_RUNTIME", runtime);
    }
}
