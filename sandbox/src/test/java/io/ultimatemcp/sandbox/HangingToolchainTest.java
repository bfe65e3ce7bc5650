package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator lends may hang; then the quick way is missing, and nothing else. */
final class HangingToolchainTest {
    @Test
    void aZygoteThatNeverGetsReadyKeepsNobodyWaiting(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path python = Files.createDirectory(directory.resolve("python"));
        Files.writeString(python.resolve("sitecustomize.py"), "import time; time.sleep(600)");
        Files.setAttribute(directory, "unix:mode", 0755);
        SandboxSettings settings = SandboxSettings.standard().withWarm(1).withToolchain(directory);
        long closing;
        try (Sandbox sandbox = Sandbox.open(settings)) {
            Report report = RunTest.run(sandbox, Job.script(Language.BASH, "echo fine"));
            assertThat(report.stdout().window()).isEqualTo("fine\n");
            assertThat(Quick.engine(report)).isEqualTo("bubblewrap");
            awaitInterpreter();
            closing = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - closing))
                .isLessThan(Duration.ofSeconds(10));
    }

    private static void awaitInterpreter() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!isInterpreterThere() && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(isInterpreterThere()).isTrue();
    }

    private static boolean isInterpreterThere() {
        return ProcessHandle.current()
                .descendants()
                .anyMatch(process ->
                        CommandLines.of(process).startsWith("python3 -u -B /job/zygote.py"));
    }
}
