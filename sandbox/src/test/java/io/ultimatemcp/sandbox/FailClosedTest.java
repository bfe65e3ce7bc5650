package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.sandbox.linux.HostUser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Without bubblewrap nothing runs, least of all without a sandbox. */
final class FailClosedTest {
    @Test
    void aMachineWithoutBubblewrapRefusesAndSaysHowToGetIt()
            throws IOException, InterruptedException {
        assumeTrue(HostUser.current() == 0, "only root can hide a program from one process");
        var builder =
                new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --bind /dev/null \"$(command -v bwrap)\" && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FailClosedTest.class.getName());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(said)
                .contains("Unavailable[reason=bubblewrap is not installed.")
                .contains("bubblewrap]")
                .doesNotContain("it ran");
        assertThat(process.waitFor()).isZero();
    }

    /** Tries to run a program. */
    public static void main(String[] args) throws InterruptedException {
        try (Sandbox sandbox = Sandbox.open(SandboxSettings.standard())) {
            System.out.println(
                    sandbox.start(Job.script(Language.BASH, "echo it ran >&2"), Listener.NONE));
        }
    }
}
