package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every ending is told as it was with what was said before it, and comes at once for all. */
final class EndingTest {
    /** What a machine that does much else may add to the 100 ms that are promised. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    private static final int PROCESSES = 100;
    private static final String CROWD =
            """
            import os, signal, sys, time
            for number in range(1, 65):
                if number not in (9, 19, 17, 32, 33):
                    signal.signal(number, signal.SIG_IGN)
            for child in range(int(sys.argv[1])):
                if os.fork() == 0:
                    os.setsid()
                    if child % 2:
                        os.kill(os.getpid(), signal.SIGSTOP)
                    time.sleep(600)
                    os._exit(0)
            os.write(1, b"up\\n")
            os.kill(os.getpid(), signal.SIGSTOP)
            """;

    private static Sandbox cold;
    private static Sandbox warm;

    @BeforeAll
    static void open() {
        cold = Sandbox.open(SandboxSettings.standard().withWarm(0));
        warm = Quick.open(SandboxSettings.standard().withWarm(1));
    }

    @AfterAll
    static void close() {
        cold.close();
        warm.close();
    }

    private static Sandbox sandbox(boolean split) {
        return split ? warm : cold;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyEndingIsToldInEveryLanguage(boolean split) throws InterruptedException {
        assertThat(Endings.wrong(sandbox(split))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHundredProcessesAreCancelledAtOnce(boolean split) throws InterruptedException {
        var spoke = new CompletableFuture<String>();
        Job job =
                Job.script(Language.PYTHON, CROWD)
                        .withArgs(List.of("" + PROCESSES))
                        .withLimits(Limits.standard().withWall(Duration.ofSeconds(60)));
        Running running =
                (Running) sandbox(split).start(job, (stream, text) -> spoke.complete(text));
        assertThat(spoke.join()).isEqualTo("up\n");
        long begin = System.nanoTime();
        running.cancel();
        Report report = running.await();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BUSY);
        assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(report.stdout().window()).isEqualTo("up\n");
        assertThat(living(report.isolation().hostUser())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHundredProcessesAreGoneWhenTheirTimeIsUp(boolean split) throws InterruptedException {
        Duration wall = Duration.ofMillis(1_500);
        Job job =
                Job.script(Language.PYTHON, CROWD)
                        .withArgs(List.of("" + PROCESSES))
                        .withLimits(Limits.standard().withWall(wall));
        Report report = RunTest.run(sandbox(split), job);
        assertThat(report.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(report.duration()).isBetween(wall, wall.plus(BUSY));
        assertThat(living(report.isolation().hostUser())).isEmpty();
    }

    /** Processes of that user with memory; the dead that nobody has buried have none. */
    private static List<String> living(long user) {
        if (user == io.ultimatemcp.sandbox.linux.HostUser.current()) {
            return List.of(); // without users of their own, jobs cannot be told apart from us
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        List<String> found = look(user);
        while (!found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
            found = look(user);
        }
        return found;
    }

    private static List<String> look(long user) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .map(EndingTest::status)
                    .filter(status ->
                            status.contains("\nUid:\t" + user + "\t")
                                    && status.contains("\nVmRSS:"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String status(Path process) {
        try {
            return Files.readString(process.resolve("status"));
        } catch (IOException e) {
            return "";
        }
    }
}
