package io.ultimatemcp.sandbox.bubblewrap;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts every process from one platform thread that lives as long as the sandbox.
 *
 * <p>Bubblewrap asks the kernel to be killed with its parent, and for the kernel the parent is the
 * thread that started it. A carrier thread of virtual threads may end at any time and would take
 * running jobs with it; this thread ends only with the server, and then they must go.
 */
public final class Spawner implements AutoCloseable {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("sandbox-spawner").factory());

    /** Starts the process; none is left when this is interrupted. */
    Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        Future<Process> started = thread.submit(builder::start);
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + builder.command().getFirst(), e.getCause());
        } catch (InterruptedException e) {
            // after the start, which nothing stops half-way
            thread.execute(() -> {
                if (started.state() == Future.State.SUCCESS) {
                    started.resultNow().destroyForcibly();
                }
            });
            throw e;
        }
    }

    /** Ends the thread, and with it every process that is still there. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
