package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.output.Allotment;
import io.ultimatemcp.sandbox.output.Space;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits are true and endings are told as they were. */
final class LimitTest {
    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = Sandbox.open(SandboxSettings.standard().withPlaces(16));
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void theOutcomeNamesTheLimitThatWasHit() throws InterruptedException {
        Limits limits = Limits.standard();
        assertThat(run("while :; do :; done", limits.withWall(Duration.ofMillis(300))).outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        assertThat(run("while :; do :; done", limits.withCpu(Duration.ofMillis(300))).outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        assertThat(
                        run(
                                        "x=$(head -c 200000000 /dev/zero | tr '\\0' a)",
                                        limits.withMemory(64L << 20))
                                .outcome())
                .isEqualTo(Outcome.MEMORY_EXCEEDED);
        assertThat(
                        run(
                                        "for i in 1 2 3 4 5 6 7 8 9; do sleep 9 & done",
                                        limits.withProcesses(4))
                                .outcome())
                .isEqualTo(Outcome.PROCESSES_EXCEEDED);
        assertThat(run("yes", limits.withOutput(5000)).outcome())
                .isEqualTo(Outcome.OUTPUT_EXCEEDED);
    }

    @Test
    void asManyProcessesAsTheLimitMayRun() throws InterruptedException {
        Report report =
                run(
                        "for i in 1 2 3; do sleep 0.1 & done; wait; echo fine",
                        Limits.standard().withProcesses(4));
        assertThat(report.stdout().window()).isEqualTo("fine\n");
        assertThat(report.outcome()).isEqualTo(Outcome.EXITED);
    }

    @Test
    void hugeSparseFilesAreLeftOutUnread() throws InterruptedException {
        long begin = System.nanoTime();
        Report report = run("truncate -s 100M $(seq 3000); echo kept > z", Limits.standard());
        assertThat(report.artifactsTruncated()).isTrue();
        assertThat(report.artifacts()).extracting(Artifact::path).containsExactly("z");
        // to read them would take minutes
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void filesThatFindNoSpaceInTimeAreLeftOutAndTheNextRunsAreTaken() throws InterruptedException {
        var contents = new Space.Contents(new Allotment(1 << 20), new Allotment(2 << 20));
        var program = Job.script(Language.BASH, "head -c 1M /dev/zero > a; head -c 1 a > b");
        try (Sandbox small =
                Sandbox.open(SandboxSettings.standard().withWarm(0).withContents(contents))) {
            Report first = RunTest.run(small, program);
            assertThat(first.artifacts()).hasSize(2);
            assertThat(contents.files().taken()).isBetween(1L << 20, (1L << 20) + 2048);
            Report second = RunTest.run(small, program);
            assertThat(second.artifactsTruncated()).isTrue();
            assertThat(second.artifacts()).extracting(Artifact::path).containsExactly("b");
            first.close();
            assertThat(RunTest.run(small, program).artifacts()).hasSize(2);
        }
    }

    @Test
    void aGivenFileThatWasChangedNeedsSpaceToo() throws InterruptedException {
        var contents = new Space.Contents(new Allotment(1 << 20), new Allotment(1 << 20));
        Job job =
                Job.script(Language.BASH, "printf x | dd of=given conv=notrunc")
                        .withFiles(List.of(new InputFile("given", Bytes.of(new byte[1 << 20]))));
        try (Sandbox small =
                        Sandbox.open(
                                SandboxSettings.standard().withWarm(0).withContents(contents));
                var other = new Space(contents)) {
            assertThat(other.forFiles(1 << 20)).isPresent();
            Report report = RunTest.run(small, job);
            assertThat(report.artifacts()).isEmpty();
            assertThat(report.artifactsTruncated()).isTrue();
        }
    }

    @Test
    void aSignalIsTold() throws InterruptedException {
        Report report = run("kill -SEGV $$", Limits.standard());
        assertThat(report.outcome()).isEqualTo(Outcome.SIGNALLED);
        assertThat(report.returnCode()).isEqualTo(139);
    }

    @Test
    void cancellingEndsTheWholeTreeAndMayBeRepeated() throws InterruptedException {
        var spoke = new CompletableFuture<String>();
        Start start =
                sandbox.start(
                        Job.script(Language.BASH, "(setsid sleep 500 &) ; echo up; sleep 500"),
                        (stream, text) -> spoke.complete(text));
        assertThat(start).isInstanceOf(Running.class);
        Running running = (Running) start;
        assertThat(spoke.join()).isEqualTo("up\n");
        running.cancel();
        running.cancel();
        Report report = running.await();
        running.cancel();
        assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(report.returnCode()).isEqualTo(137);
        assertThat(report.duration()).isLessThan(Duration.ofSeconds(7));
        assertThat(running.await()).isSameAs(report);
    }

    @Test
    void outputIsToldWhileTheProgramRuns() throws InterruptedException {
        var heard = new ConcurrentLinkedQueue<String>();
        Start start =
                sandbox.start(
                        Job.script(
                                Language.PYTHON,
                                "import sys\nprint('ä')\nprint('e', file=sys.stderr)"),
                        (stream, text) -> heard.add(stream + ":" + text));
        ((Running) start).await();
        assertThat(String.join("", heard)).contains("STDOUT:ä").contains("STDERR:e");
    }

    @Test
    void aLongOutputIsWindowedAndKeptWhole() throws InterruptedException {
        Report report = run("seq 1 200000", Limits.standard());
        Output stdout = report.stdout();
        assertThat(stdout.written()).isEqualTo(1_288_895);
        assertThat(stdout.whole().size()).isEqualTo(1_288_895);
        assertThat(stdout.truncated()).isTrue();
        assertThat(stdout.window())
                .startsWith("1\n2\n")
                .contains(" bytes omitted …]")
                .endsWith("199999\n200000\n");
    }

    @Test
    void aLargeInputArrivesWhole() throws InterruptedException {
        Job job = Job.script(Language.BASH, "wc -c").withStdin(Bytes.of(new byte[3_000_000]));
        assertThat(RunTest.run(sandbox, job).stdout().window()).isEqualTo("3000000\n");
    }

    @Test
    void whenAllPlacesAreTakenTheNextIsRefused() throws InterruptedException {
        try (Sandbox small = Sandbox.open(SandboxSettings.standard().withPlaces(1))) {
            Running first =
                    (Running) small.start(Job.script(Language.BASH, "sleep 60"), Listener.NONE);
            assertThat(small.start(Job.script(Language.BASH, "true"), Listener.NONE))
                    .isInstanceOf(Refusal.Busy.class);
            first.cancel();
            first.await();
            assertThat(RunTest.run(small, Job.script(Language.BASH, "echo ok")).stdout().window())
                    .isEqualTo("ok\n");
        }
    }

    @Test
    void aClosedSandboxRefuses() throws InterruptedException {
        Sandbox closed = Sandbox.open(SandboxSettings.standard());
        closed.close();
        assertThat(closed.start(Job.script(Language.BASH, "true"), Listener.NONE))
                .isInstanceOf(Refusal.Unavailable.class);
    }

    @Test
    void theSelfCheckPasses() throws InterruptedException {
        SelfCheck check = sandbox.check();
        assertThat(check.probes()).hasSizeGreaterThan(10).allMatch(SelfCheck.Probe::held);
        assertThat(check.passed()).isTrue();
    }

    private static Report run(String script, Limits limits) throws InterruptedException {
        return RunTest.run(sandbox, Job.script(Language.BASH, script).withLimits(limits));
    }
}
