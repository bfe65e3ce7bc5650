package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.session.CellEnd;
import io.ultimatemcp.sandbox.session.CellReport;
import io.ultimatemcp.sandbox.session.SessionSettings;
import io.ultimatemcp.sandbox.session.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every attack in Python and JavaScript, as a cell of a session: held as anywhere else, while the
 * session of another principal beside it keeps its own.
 */
final class SessionAttackTest {
    private static final Limits PATIENT = Limits.standard().withWall(Duration.ofSeconds(20));
    private static AttackTest.Leftovers before;
    private static Sandbox sandbox;
    private static Sessions sessions;
    private static ServerSocket host;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        before = AttackTest.Leftovers.now();
        sandbox = Sandbox.open(SandboxSettings.standard().withWarm(0));
        sessions = Sessions.open(() -> sandbox, SessionSettings.standard(), InstantSource.system());
        host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run("alice", "same", Job.script(Language.PYTHON, "secret = 'of alice'"));
    }

    @AfterAll
    static void nothingIsLeft() throws IOException {
        sessions.close();
        sandbox.close();
        host.close();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!AttackTest.Leftovers.now().equals(before) && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(AttackTest.Leftovers.now()).isEqualTo(before);
    }

    @TestFactory
    Stream<DynamicTest> isHeldInASession() {
        return Attack.all().stream()
                .filter(attack -> attack.language() != Language.BASH)
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> assertHeld(attack)));
    }

    private static void assertHeld(Attack attack) throws InterruptedException {
        boolean waits = attack.ends().equals(Set.of(Outcome.TIMED_OUT));
        var port = new InputFile("port", Bytes.utf8("" + host.getLocalPort()));
        Job job =
                Job.script(attack.language(), attack.code())
                        .withFiles(List.of(port))
                        .withLimits(
                                Limits.standard().withWall(Duration.ofMillis(waits ? 800 : 6_000)));
        CellReport cell = run("mallory", "same", job);
        String said = cell.report().stdout().window() + cell.report().stderr().window();
        assertThat(said.lines().filter(line -> line.startsWith("BROKE"))).as(said).isEmpty();
        assertThat(cell.report().outcome()).as(said).isIn(attack.ends());
        CellReport beside = run("alice", "same", Job.script(Language.PYTHON, "secret"));
        assertThat(beside.report().stdout().window()).isEqualTo("'of alice'\n");
        if (sessions.close("mallory", "same").isEmpty()) {
            assertThat(cell.session().ended()).isPresent();
        }
    }

    private static CellReport run(String owner, String name, Job job) throws InterruptedException {
        Job patient = job.limits().equals(Limits.standard()) ? job.withLimits(PATIENT) : job;
        CellEnd end = sessions.run(owner, name, patient, Listener.NONE, () -> false);
        if (end instanceof CellReport report) {
            return report;
        }
        throw new AssertionError("declined: " + end);
    }
}
