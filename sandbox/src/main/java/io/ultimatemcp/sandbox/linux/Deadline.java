package io.ultimatemcp.sandbox.linux;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process, with what descends from it, that has not done in time what it is waited for.
 * Whoever reads its output then meets the end of that. Closing it in time lets the process be.
 */
public final class Deadline implements AutoCloseable {
    private final CompletableFuture<Boolean> met = new CompletableFuture<>();

    /** Begins now. */
    public Deadline(Process process, Duration patience) {
        var _ =
                met.completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS)
                        .thenAccept(inTime -> {
                            if (!inTime) {
                                kill(process);
                            }
                        });
    }

    private static void kill(Process process) {
        var below = process.descendants().toList(); // nobody's when the process is gone
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether it is over, and the process was killed. */
    public boolean isMissed() {
        return !met.getNow(true);
    }

    @Override
    public void close() {
        met.complete(true);
    }
}
