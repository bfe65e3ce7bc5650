package io.ultimatemcp.server.tool.policy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A search that goes on beside a run; it is given up with it. */
public final class Pending implements AutoCloseable {
    static final String LATE = "not searched: the search was not done when the program had ended";

    private final CompletableFuture<PolicyFindings> outcome;
    private final Thread thread;
    private final Duration grace;

    Pending(CompletableFuture<PolicyFindings> outcome, Thread thread, Duration grace) {
        this.outcome = outcome;
        this.thread = thread;
        this.grace = grace;
    }

    /** What was found; waits a little and then gives up. */
    public PolicyFindings await() {
        try {
            return outcome.get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return PolicyFindings.missing(LATE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PolicyFindings.missing(LATE);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the search up if it is not done: one that waits for its turn ends at once. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
