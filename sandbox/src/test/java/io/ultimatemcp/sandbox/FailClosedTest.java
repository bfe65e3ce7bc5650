package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.sandbox.linux.HostUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without bubblewrap nothing runs, least of all without a sandbox. */
final class FailClosedTest {
    @Test
    void aMachineWithoutBubblewrapRefusesAndSaysHowToGetIt()
            throws IOException, InterruptedException {
        String said = without("bwrap", "/dev/null", "");
        assertThat(said)
                .contains("Unavailable[reason=bubblewrap is not installed.")
                .contains("bubblewrap]")
                .doesNotContain("it ran");
    }

    @Test
    void aWayOutThatCannotBeHadIsARefusalAndNoRunWithoutOrBesideIt()
            throws IOException, InterruptedException {
        // a Python that ends at once is a forwarder that never listens
        String said = without("python3", "/bin/true", EgressTest.LEADS_HERE);
        assertThat(said)
                .contains("Unavailable[reason=The sandbox could not be made: the forwarder does")
                .doesNotContain("it ran");
    }

    /** What is said when a program is to be run, while {@code other} is in place of another. */
    private static String without(String program, String other, String allowed)
            throws IOException, InterruptedException {
        assumeTrue(HostUser.current() == 0, "only root can hide a program from one process");
        var builder =
                new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --bind %s \"$(readlink -f \"$(command -v %s)\")\" && exec \"$@\""
                                .formatted(other, program),
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FailClosedTest.class.getName(),
                        allowed);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    /** Tries to run a program. */
    public static void main(String[] args) throws InterruptedException {
        List<String> allowed = args[0].isEmpty() ? List.of() : List.of(args[0]);
        Job job = Job.script(Language.BASH, "echo it ran >&2").withAllowHosts(allowed);
        try (Sandbox sandbox = Sandbox.open(EgressTest.leadingHere())) {
            Start start = sandbox.start(job, Listener.NONE);
            System.out.println(start);
            if (start instanceof Running running) {
                System.out.println(running.await());
            }
        }
    }
}
