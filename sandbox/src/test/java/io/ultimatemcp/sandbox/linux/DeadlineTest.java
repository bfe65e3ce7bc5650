package io.ultimatemcp.sandbox.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is waited for is not waited for without end. */
final class DeadlineTest {
    @Test
    void whatHangsIsKilledWithItsChildrenSoThatItsOutputEnds()
            throws IOException, InterruptedException {
        Process process = started("echo begun; sleep 600 & wait; sleep 600");
        try (var deadline = new Deadline(process, Duration.ofMillis(300))) {
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("begun\n");
            assertThat(deadline.isMissed()).isTrue();
        }
        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void whatIsInTimeIsLeftAlone() throws IOException, InterruptedException {
        Process process = started("echo begun; read more; exit 3");
        try (var deadline = new Deadline(process, Duration.ofMillis(600))) {
            assertThat(process.getInputStream().read()).isEqualTo('b');
            assertThat(deadline.isMissed()).isFalse();
        }
        assertThat(process.waitFor(Duration.ofMillis(900))).isFalse();
        process.getOutputStream().close();
        assertThat(process.waitFor()).isEqualTo(3);
    }

    private static Process started(String script) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", script).start();
    }
}
