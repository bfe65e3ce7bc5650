package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.linux.HostUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Tier T3 on runtime commands of this machine: it holds every attack that tier T2 holds. */
@ParameterizedClass
@ValueSource(strings = {"crun", "runc"})
final class OciTest {
    private static AttackTest.Leftovers before;
    private static ServerSocket host;

    private final String runtime;

    OciTest(String runtime) {
        this.runtime = runtime;
    }

    @BeforeAll
    static void open() throws IOException {
        before = AttackTest.Leftovers.now();
        host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    static void nothingIsLeft() throws IOException {
        host.close();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!AttackTest.Leftovers.now().areOf(before) && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(AttackTest.Leftovers.now())
                .matches(now -> now.areOf(before), "nothing new in " + before);
    }

    @Test
    void everyAttackIsHeldAndTheNextRunIsUnharmed() throws InterruptedException {
        var softly = new org.assertj.core.api.SoftAssertions();
        try (Sandbox sandbox = sandbox()) {
            for (Attack attack : Attack.all()) {
                softly.assertThat(attack.launch(sandbox, runtime, host)).isEmpty();
                Report next =
                        RunTest.run(
                                sandbox,
                                Job.script(
                                        Language.PYTHON,
                                        "import os; print(os.listdir('/work'), os.listdir('/tmp'))"));
                softly.assertThat(next.stdout().window())
                        .as(attack.name())
                        .isEqualTo("['main.py'] []\n");
            }
        }
        softly.assertAll();
    }

    @Test
    void aJobGetsAllItIsGivenAndTheReportNamesTheRuntime() throws InterruptedException {
        String code =
                "import os, sys; open('/work/out.txt', 'w').write(open('/work/in/a').read() + "
                        + "sys.stdin.read() + sys.argv[1] + os.environ['WORD']); os.openpty(); "
                        + "print('out'); print('err', file=sys.stderr); sys.exit(7)";
        try (Sandbox sandbox = sandbox()) {
            Report report =
                    RunTest.run(
                            sandbox,
                            Job.script(Language.PYTHON, code)
                                    .withStdin(Bytes.utf8("b"))
                                    .withArgs(List.of("c"))
                                    .withEnv(Map.of("WORD", "d"))
                                    .withFiles(List.of(new InputFile("in/a", Bytes.utf8("a")))));
            assertThat(report.stderr().window()).isEqualTo("err\n");
            assertThat(report.stdout().window()).isEqualTo("out\n");
            assertThat(report.returnCode()).isEqualTo(7);
            assertThat(report.artifacts())
                    .containsExactly(new Artifact("out.txt", Bytes.utf8("abcd")));
            assertThat(report.isolation().tier()).isEqualTo("T3");
            assertThat(report.isolation().engine()).isEqualTo(runtime);
            assertThat(report.isolation().version()).startsWith("1.");
            assertThat(report.isolation().gaps()).anyMatch(gap -> gap.contains("kernel"));
        }
    }

    @Test
    void endingsAreToldAsTheyWere() throws InterruptedException {
        try (Sandbox sandbox = sandbox()) {
            assertThat(end(sandbox, "kill -SEGV $$", Limits.standard()))
                    .isEqualTo(Outcome.SIGNALLED);
            assertThat(end(sandbox, "yes", Limits.standard())).isEqualTo(Outcome.OUTPUT_EXCEEDED);
            assertThat(
                            end(
                                    sandbox,
                                    "(setsid sleep 500 &); sleep 500",
                                    Limits.standard().withWall(Duration.ofMillis(900))))
                    .isEqualTo(Outcome.TIMED_OUT);
            assertThat(
                            end(
                                    sandbox,
                                    "x=$(head -c 200000000 /dev/zero | tr '\\0' a)",
                                    Limits.standard().withMemory(64L << 20)))
                    .isEqualTo(Outcome.MEMORY_EXCEEDED);
        }
    }

    @Test
    void theSelfCheckPasses() throws InterruptedException {
        try (Sandbox sandbox = sandbox()) {
            SelfCheck check = sandbox.check();
            assertThat(check.probes()).hasSizeGreaterThan(10).allMatch(SelfCheck.Probe::held);
        }
    }

    @Test
    void nothingSurvivesAServerThatIsKilled()
            throws ExecutionException, IOException, InterruptedException, TimeoutException {
        sandbox().close();
        KilledServerTest.assertNothingSurvives(runtime);
    }

    private static Outcome end(Sandbox sandbox, String script, Limits limits)
            throws InterruptedException {
        return RunTest.run(sandbox, Job.script(Language.BASH, script).withLimits(limits)).outcome();
    }

    private Sandbox sandbox() throws InterruptedException {
        assumeTrue(Host.find(runtime).isPresent(), runtime + " is not installed");
        assumeTrue(HostUser.canBecomeOthers(), "tier T3 needs root");
        Sandbox sandbox = Sandbox.open(SandboxSettings.standard().withTier(Tier.T3, runtime));
        assertThat(sandbox.readiness()).isInstanceOf(Readiness.Ready.class);
        return sandbox;
    }
}
