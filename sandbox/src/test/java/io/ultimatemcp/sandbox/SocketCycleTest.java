package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that hold each other hold nothing of a program that is dead. */
final class SocketCycleTest {
    private static final int RUNS = 4;
    private static final long FILE_BYTES = 60L << 20;

    private static final String PROGRAM =
            """
            import array, os, socket
            file = os.open("/tmp/kept", os.O_CREAT | os.O_RDWR)
            for _ in range(60):
                os.write(file, b"x" * (1 << 20))
            ends = socket.socketpair()
            numbers = array.array("i", [ends[0].fileno(), ends[1].fileno(), file, 1, 2])
            for end in ends:
                end.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])
            print("sent")
            """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theAnswerComesAtOnceAndTheMemoryIsFree(boolean split)
            throws IOException, InterruptedException {
        SandboxSettings settings = SandboxSettings.standard();
        try (Sandbox sandbox =
                split ? Quick.open(settings.withWarm(1)) : Sandbox.open(settings.withWarm(0))) {
            long before = sharedMemory();
            for (int i = 0; i < RUNS; i++) {
                var sent = new CompletableFuture<Long>();
                Running running =
                        (Running)
                                sandbox.start(
                                        Job.script(Language.PYTHON, PROGRAM),
                                        (stream, text) -> sent.complete(System.nanoTime()));
                Report report = running.await();
                assertThat(report.stdout().window() + report.stderr().window()).isEqualTo("sent\n");
                // each of the two streams is waited for at most 2 s
                assertThat(Duration.ofNanos(System.nanoTime() - sent.join()))
                        .isLessThan(Duration.ofMillis(1900));
            }
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            long most = before + FILE_BYTES * RUNS / 2; // others use some of it too
            while (sharedMemory() > most && System.nanoTime() < patience) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertThat(sharedMemory()).isLessThan(most);
        }
    }

    /** Bytes of all file systems in memory. */
    private static long sharedMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("Shmem:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
