package io.ultimatemcp.server.tool.box;

import static io.ultimatemcp.sandbox.Listener.Stream.STDERR;
import static io.ultimatemcp.sandbox.Listener.Stream.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener is told of a program's output, however its writes and our reads cut it. */
final class LiveLinesTest {
    private final List<String> told = new ArrayList<>();
    private long now;
    private final LiveLines lines = new LiveLines((done, message) -> told.add(message), () -> now);

    @Test
    void aLineOfSeveralWritesIsToldOnceAndWhole() {
        for (String write : List.of("step", " ", "0", "\n", "step 1\nst", "ep 2\n")) {
            lines.wrote(STDOUT, write);
        }
        assertThat(told).containsExactly("step 0", "step 1", "step 2");
    }

    @Test
    void aRowOfDotsIsToldWhenItHasWaited() {
        lines.wrote(STDOUT, ".");
        pass(Duration.ofMillis(400));
        lines.wrote(STDOUT, ".");
        assertThat(told).isEmpty();
        pass(Duration.ofMillis(400));
        lines.wrote(STDOUT, ".");
        assertThat(told).containsExactly("...");
    }

    @Test
    void aBarThatReturnsToTheStartOfItsLineIsToldAtEachReturn() {
        lines.wrote(STDERR, "10 %\r");
        lines.wrote(STDERR, "20 %\r");
        assertThat(told).containsExactly("10 %", "20 %");
    }

    @Test
    void theTwoStreamsDoNotMixTheirLines() {
        lines.wrote(STDOUT, "out ");
        lines.wrote(STDERR, "err ");
        lines.wrote(STDOUT, "one\n");
        lines.wrote(STDERR, "two\n");
        assertThat(told).containsExactly("out one", "err two");
    }

    @Test
    void blankLinesAreNoStepAndALongOneKeepsItsEnd() {
        lines.wrote(STDOUT, "\n \n");
        lines.wrote(STDOUT, "x".repeat(5_000) + "end");
        assertThat(told).singleElement().asString().hasSize(2_000).endsWith("end");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
