package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a sandbox the server serves what needs none, says what is wrong, and runs nothing. */
final class NoSandboxTest {
    private static final String GOOD = "{\"code\":\"echo 1\",\"language\":\"bash\"}";

    @TempDir private Path directory;

    @Test
    void nothingIsExecutedWhereBubblewrapDoesNotWork() {
        Path data = directory.resolve("data");
        var command = Server.command(data).behind("unshare", "--mount", "sh", "-c", HIDE, "sh");
        try (var server = Server.start(command, data)) {
            assertThat(server.talk().lines())
                    .anySatisfy(line ->
                            assertThat(line).contains("bubblewrap").contains("apt-get install"));
            for (String path : List.of("/execute_code", "/api/v1/tools/execute_code")) {
                assertRefused(server.client().post(path, GOOD));
            }
            assertThat(server.client().get("/api/v1/tools").status()).isEqualTo(200);
            var health = server.client().get("/health").json();
            assertThat(health.path("status").asString()).isEqualTo("degraded");
            assertThat(health.path("components").path("sandbox").path("detail").asString())
                    .contains("bubblewrap");
        }
        var doctor =
                Command.ultimateMcp("doctor", "--data", data.toString())
                        .behind("unshare", "--mount", "sh", "-c", HIDE, "sh")
                        .run();
        assertThat(doctor.status()).isEqualTo(5);
        assertThat(doctor.out()).contains("bubblewrap");
        var run =
                Command.ultimateMcp("run", "--data", data.toString(), "-l", "bash", "-c", "echo 1")
                        .behind("unshare", "--mount", "sh", "-c", HIDE, "sh")
                        .run();
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("bubblewrap");
    }

    @Test
    void aBubblewrapOnThePathThatFailsIsNotPassedOver() throws IOException {
        Path broken = Files.writeString(directory.resolve("bwrap"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = directory.resolve("data");
        var command = Server.command(data).with("PATH", directory + ":" + System.getenv("PATH"));
        try (var server = Server.start(command, data)) {
            assertRefused(server.client().post("/execute_code", GOOD));
        }
    }

    /**
     * Covers every bwrap with a file that cannot be executed, in a mount namespace of its own, and
     * leaves the launcher no package manager to mend that with.
     */
    private static final String HIDE =
            """
            for each in $(which -a bwrap apt-get); do mount --bind /dev/null "$(readlink -f "$each")"; done
            exec "$@"
            """;

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().path("code").asString()).isEqualTo("sandbox_unavailable");
        assertThat(reply.json().path("detail").asString()).contains("bubblewrap");
    }
}
