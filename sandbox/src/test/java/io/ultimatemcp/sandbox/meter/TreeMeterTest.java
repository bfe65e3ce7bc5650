package io.ultimatemcp.sandbox.meter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is added up where no control group counts. */
final class TreeMeterTest {
    private static final long CHILDREN_NANOS = TimeUnit.MILLISECONDS.toNanos(6 * 150);

    /** Six children one after another, each of which uses 150 ms and has a child that uses half. */
    private static final String CHILDREN =
            """
            import os, signal, sys, time
            def burn(seconds):
                while time.process_time() < seconds:
                    pass
            if sys.argv[1] == "ignore":
                signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            for i in range(6):
                child = os.fork()
                if child == 0:
                    grandchild = os.fork()
                    burn(0.075)
                    if grandchild:
                        try:
                            os.wait()
                        except ChildProcessError:
                            pass
                    os._exit(0)
                try:
                    os.waitpid(child, 0)
                except ChildProcessError:
                    pass
            print("done", flush=True)
            sys.stdin.read()
            """;

    @Test
    void timeOfTheDeadThatWereWaitedForCountsOnce() throws IOException {
        assertThat(readWhile("wait")).isBetween(CHILDREN_NANOS * 8 / 10, CHILDREN_NANOS * 14 / 10);
    }

    @Test
    void timeOfTheDeadThatNobodyWaitedForCountsToo() throws IOException {
        assertThat(readWhile("ignore"))
                .isBetween(CHILDREN_NANOS * 6 / 10, CHILDREN_NANOS * 14 / 10);
    }

    /** What the meter says in the end that read all the time. */
    private static long readWhile(String what) throws IOException {
        Process process = new ProcessBuilder("python3", "-c", CHILDREN, what).start();
        try (var lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            Meter meter = Meter.ofTree(process.pid(), 1L << 40, 100, () -> 0);
            var done = CompletableFuture.supplyAsync(() -> lines.lines().findFirst().orElseThrow());
            while (!done.isDone()) {
                meter.read();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            assertThat(done.join()).isEqualTo("done");
            return meter.read().cpuNanos();
        } finally {
            process.destroyForcibly();
        }
    }
}
