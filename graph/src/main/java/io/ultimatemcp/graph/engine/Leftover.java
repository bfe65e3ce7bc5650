package io.ultimatemcp.graph.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An engine that outlived the server which started it: it is closing its store, or it hangs. */
final class Leftover {
    private Leftover() {}

    /**
     * Waits until {@code pid} is gone if it is an engine of this home; ends it when it takes too
     * long.
     */
    static void await(long pid, String home) throws InterruptedException {
        Optional<ProcessHandle> found = pid == 0 ? Optional.empty() : ProcessHandle.of(pid);
        if (found.isEmpty() || !isEngine(found.get(), home)) {
            return;
        }
        if (!ended(found.get(), 10)) {
            found.get().destroy();
            if (!ended(found.get(), 5)) {
                found.get().destroyForcibly();
                ended(found.get(), 5);
            }
        }
    }

    /** Numbers of processes are used again: believe the command line, not the number. */
    private static boolean isEngine(ProcessHandle process, String home) {
        return process.info()
                .arguments()
                .map(java.util.List::of)
                .filter(line -> line.contains(ChildCommand.MAIN) && line.contains(home))
                .isPresent();
    }

    private static boolean ended(ProcessHandle process, int seconds) throws InterruptedException {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException stillThere) {
            return false;
        } catch (java.util.concurrent.ExecutionException unknown) {
            return !process.isAlive();
        }
    }
}
