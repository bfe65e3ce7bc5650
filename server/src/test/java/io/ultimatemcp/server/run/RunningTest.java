package io.ultimatemcp.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.problem.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RunningTest {
    private final Running running = new Running();

    @Test
    void aStopWithoutCallsIsDoneAtOnce() throws InterruptedException {
        assertThat(running.drain(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aStopWaitsForACallThatEnds() throws InterruptedException {
        var entry = running.enter("a", Cancel.never());
        Thread.startVirtualThread(entry::close);
        assertThat(running.drain(Duration.ofMinutes(1))).isTrue();
        assertThat(entry.cancel().isCancelled()).isFalse();
    }

    @Test
    void aStopCancelsACallThatDoesNotEnd() throws InterruptedException {
        var entry = running.enter("a", Cancel.never());
        var _ = entry.cancel().onCancel(entry::close);
        assertThat(running.drain(Duration.ofMillis(20))).isFalse();
        assertThat(entry.cancel().isCancelled()).isTrue();
    }

    @Test
    void afterAStopNoCallEnters() throws InterruptedException {
        running.drain(Duration.ZERO);
        assertThatThrownBy(() -> running.enter("a", Cancel.never()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("stopping");
    }

    @Test
    void aCallersCancelReachesTheCall() {
        var outer = new Cancel.Source();
        try (var entry = running.enter("a", outer)) {
            outer.cancel();
            assertThat(entry.cancel().isCancelled()).isTrue();
        }
    }
}
