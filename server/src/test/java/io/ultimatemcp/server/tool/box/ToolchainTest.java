package io.ultimatemcp.server.tool.box;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.Hold;
import io.ultimatemcp.sandbox.Interpreter;
import io.ultimatemcp.sandbox.Isolation;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Outcome;
import io.ultimatemcp.sandbox.Output;
import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.sandbox.Refusal;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.sandbox.Running;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.SandboxUse;
import io.ultimatemcp.sandbox.SelfCheck;
import io.ultimatemcp.sandbox.Start;
import io.ultimatemcp.sandbox.output.Space;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The versions that stand in the provenance of runs are asked for as seldom as can be. */
final class ToolchainTest {
    private final Answering sandbox = new Answering();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Toolchain toolchain = new Toolchain(() -> sandbox, () -> now);

    @Test
    void itIsAskedOnce() {
        sandbox.answer = "python\tPython 3.13\nsystem\tDebian\n";
        for (int i = 0; i < 3; i++) {
            assertThat(facts().path("interpreter").asString()).isEqualTo("Python 3.13");
            now = now.plus(Duration.ofDays(1));
        }
        assertThat(sandbox.asked).hasValue(1);
    }

    @Test
    void aQuestionThatFailedIsNotAskedAgainSoonAndWhatCameIsKept() {
        sandbox.answer = "python\tPython 3.13\n";
        sandbox.returnCode = 137;
        assertThat(facts().path("interpreter").asString()).isEqualTo("Python 3.13");
        assertThat(facts().has("system")).isFalse();
        assertThat(sandbox.asked).hasValue(1);

        now = now.plus(Duration.ofMinutes(10));
        sandbox.answer = "system\tDebian\n";
        sandbox.returnCode = 0;
        assertThat(facts().path("system").asString()).isEqualTo("Debian");
        assertThat(facts().path("interpreter").asString()).isEqualTo("Python 3.13");
        assertThat(sandbox.asked).hasValue(2);
    }

    @Test
    void aSandboxWithoutAPlaceIsAskedAtTheNextRun() {
        sandbox.busy = true;
        assertThat(facts().has("interpreter")).isFalse();
        sandbox.busy = false;
        sandbox.answer = "python\tPython 3.13\n";
        assertThat(facts().path("interpreter").asString()).isEqualTo("Python 3.13");
    }

    @Test
    void whileOneAsksOthersGoOnWithout() throws InterruptedException {
        sandbox.answer = "python\tPython 3.13\n";
        sandbox.goOn = new CountDownLatch(1);
        var first = Thread.ofVirtual().start(this::facts);
        sandbox.began.await();
        assertThat(facts().has("interpreter")).isFalse();
        sandbox.goOn.countDown();
        first.join();
        assertThat(facts().path("interpreter").asString()).isEqualTo("Python 3.13");
        assertThat(sandbox.asked).hasValue(1);
    }

    private JsonNode facts() {
        return toolchain.provenance("python", Limits.standard()).path("toolchain");
    }

    /** Gives the same answer to every job. */
    private static final class Answering implements Sandbox {
        private final CountDownLatch began = new CountDownLatch(1);
        private volatile CountDownLatch goOn = new CountDownLatch(0);
        private volatile String answer = "";
        private volatile int returnCode;
        private volatile boolean busy;
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Start start(Job job, Listener listener) {
            if (busy) {
                return new Refusal.Busy(Duration.ofSeconds(1));
            }
            return new Running() {
                @Override
                public Report await() throws InterruptedException {
                    began.countDown();
                    goOn.await();
                    asked.incrementAndGet();
                    return report();
                }

                @Override
                public void cancel() {}
            };
        }

        private Report report() {
            return new Report(
                    returnCode == 0 ? Outcome.EXITED : Outcome.TIMED_OUT,
                    returnCode,
                    output(answer),
                    output(""),
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    List.of(),
                    false,
                    new Isolation(
                            "none",
                            "0",
                            "T2",
                            "none",
                            true,
                            Isolation.Mechanism.RLIMIT,
                            0,
                            Isolation.Mechanism.RLIMIT,
                            0,
                            List.of(),
                            0,
                            List.of()),
                    Optional.empty(),
                    new Space(Space.Contents.ofHeap()));
        }

        private static Output output(String text) {
            return new Output(text, Bytes.utf8(text), text.length(), false);
        }

        @Override
        public Readiness readiness() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Hold hold(Interpreter interpreter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SandboxUse use() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SelfCheck check() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
