package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an ordinary program gets and gives. */
final class RunTest {
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
    void aProgramSpeaksAndReturns() throws InterruptedException {
        Report report =
                run(Job.script(Language.BASH, "echo out; echo err >&2; pwd; id -u; exit 7"));
        assertThat(report.outcome()).isEqualTo(Outcome.EXITED);
        assertThat(report.returnCode()).isEqualTo(7);
        assertThat(report.stdout().window()).isEqualTo("out\n/work\n65534\n");
        assertThat(report.stderr().window()).isEqualTo("err\n");
        assertThat(report.stdout().written()).isEqualTo(16);
        assertThat(report.stdout().truncated()).isFalse();
        assertThat(report.cpu()).isPositive();
        assertThat(report.peakMemory()).isPositive();
        assertThat(report.artifacts()).isEmpty();
    }

    @Test
    void everyLanguageRuns() throws InterruptedException {
        assertThat(run(Job.script(Language.PYTHON, "print(6 * 7)")).stdout().window())
                .isEqualTo("42\n");
        assertThat(run(Job.script(Language.JAVASCRIPT, "console.log(6 * 7)")).stdout().window())
                .isEqualTo("42\n");
        assertThat(run(Job.script(Language.BASH, "echo $((6 * 7))")).stdout().window())
                .isEqualTo("42\n");
    }

    @Test
    void argumentsVariablesInputAndFilesArrive() throws InterruptedException {
        String code =
                """
                import os, sys, helper
                print(sys.argv[1:], os.environ["GREETING"], sys.stdin.read(), helper.ANSWER)
                print(open("data/in.txt").read())
                """;
        Job job =
                Job.script(Language.PYTHON, code)
                        .withArgs(List.of("it's", "two words", "$HOME `id`", "ä"))
                        .withEnv(Map.of("GREETING", "hello 'you'\nthere"))
                        .withStdin(Bytes.utf8("typed"))
                        .withFiles(
                                List.of(
                                        new InputFile("helper.py", Bytes.utf8("ANSWER = 42")),
                                        new InputFile("data/in.txt", Bytes.utf8("content"))));
        Report report = run(job);
        assertThat(report.stderr().window()).isEmpty();
        assertThat(report.stdout().window())
                .isEqualTo(
                        """
                        ["it's", 'two words', '$HOME `id`', 'ä'] hello 'you'
                        there typed 42
                        content
                        """);
        assertThat(report.artifacts()).isEmpty();
    }

    @Test
    void newAndChangedFilesAreArtifacts() throws InterruptedException {
        Job job =
                Job.script(
                                Language.BASH,
                                "mkdir -p a/b; echo new >a/b/n.txt; echo more >>old.txt;"
                                        + " ln -s /etc/passwd link; mkfifo pipe; echo x >/tmp/no")
                        .withFiles(
                                List.of(
                                        new InputFile("old.txt", Bytes.utf8("old\n")),
                                        new InputFile("same.txt", Bytes.utf8("same\n"))));
        Report report = run(job);
        assertThat(report.artifacts())
                .containsExactly(
                        new Artifact("old.txt", Bytes.utf8("old\nmore\n")),
                        new Artifact("a/b/n.txt", Bytes.utf8("new\n")));
        assertThat(report.artifactsTruncated()).isFalse();
    }

    @Test
    void timeIsUpAndWhatWasSaidIsKept() throws InterruptedException {
        Job job =
                Job.script(Language.PYTHON, "print('begun', end='')\nwhile True: pass")
                        .withLimits(Limits.standard().withWall(Duration.ofMillis(700)));
        Report report = run(job);
        assertThat(report.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(report.returnCode()).isEqualTo(137);
        assertThat(report.stdout().window()).isEqualTo("begun");
    }

    static Report run(Sandbox sandbox, Job job) throws InterruptedException {
        Start start = sandbox.start(job, Listener.NONE);
        assertThat(start).isInstanceOf(Running.class);
        return ((Running) start).await();
    }

    private static Report run(Job job) throws InterruptedException {
        return run(sandbox, job);
    }
}
