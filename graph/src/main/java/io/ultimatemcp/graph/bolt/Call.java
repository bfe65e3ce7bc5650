package io.ultimatemcp.graph.bolt;

import io.ultimatemcp.graph.engine.Lease;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.internal.InternalTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of one transaction on a thread of its own.
 *
 * <p>The caller waits on {@code ending}, which the worker, the cancel signal or the deadline
 * completes, whoever is first. The last two terminate the transaction, which a RESET on its own
 * connection does at once; a worker that has none yet is interrupted. Interrupting alone would not
 * do: the driver then only plans to give the connection back, and the engine computes on. The
 * worker gives the lease and the connection's place back when it is really done, not when the
 * caller stops waiting.
 *
 * <p>What was read is answered before the transaction ends: nothing can become of it any more, and
 * ending it takes as many round trips to the engine as the reading.
 */
final class Call<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    /** The engine's own timeout comes first; ours is for an engine that does not keep it. */
    private static final Duration GRACE = Duration.ofMillis(1500);

    private final Lease lease;
    private final AccessMode mode;
    private final Duration limit;
    private final int rowsAtOnce;
    private final Work<T> work;
    private final AtomicBoolean worked = new AtomicBoolean();
    private final CompletableFuture<Answer<T>> ending = new CompletableFuture<>();
    private final CompletableFuture<Void> late = new CompletableFuture<>();
    private volatile @Nullable Transaction begun;

    Call(Lease lease, AccessMode mode, Duration limit, int rowsAtOnce, Work<T> work) {
        this.lease = lease;
        this.mode = mode;
        this.limit = limit;
        this.rowsAtOnce = rowsAtOnce;
        this.work = work;
    }

    /**
     * Runs it and waits.
     *
     * @param afterWork runs on the worker when the work is done, whatever became of it
     * @param after runs on the worker when the transaction has ended, too
     * @throws RuntimeException what the driver threw
     */
    Answer<T> run(CancelSignal cancel, Runnable afterWork, Runnable after) {
        Thread worker =
                Thread.ofVirtual()
                        .name("graph-" + mode)
                        .start(() -> {
                            try {
                                ending.complete(transact(afterWork));
                            } catch (RuntimeException | Error thrown) {
                                ending.completeExceptionally(thrown);
                            } finally {
                                late.cancel(false);
                                once(afterWork);
                                after.run();
                            }
                        });
        try (var _ = cancel.onCancel(() -> giveUp(worker, new Fault.Cancelled()))) {
            return ending.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            giveUp(worker, new Fault.TimedOut(limit));
        } catch (InterruptedException unwanted) {
            giveUp(worker, new Fault.Cancelled());
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException failed) {
            throw unwrapped(failed);
        }
        try {
            return ending.join();
        } catch (CompletionException failed) {
            throw unwrapped(failed);
        }
    }

    private void giveUp(Thread worker, Fault fault) {
        if (ending.complete(new Answer.Failed<>(fault))) {
            Thread.ofVirtual().name("graph-terminate").start(() -> terminate(worker));
            lease.givenUp();
        }
    }

    /** Only the driver's own class can, and it blocks until the engine has confirmed. */
    private void terminate(Thread worker) {
        if (begun instanceof InternalTransaction transaction) {
            try {
                transaction.terminate();
                return;
            } catch (RuntimeException broken) {
                LOG.debug("a transaction could not be terminated", broken);
            }
        }
        worker.interrupt();
    }

    private Answer<T> transact(Runnable afterWork) {
        var session =
                SessionConfig.builder()
                        .withDatabase(lease.database())
                        .withDefaultAccessMode(mode)
                        .withFetchSize(rowsAtOnce)
                        .build();
        var limits = TransactionConfig.builder().withTimeout(limit).build();
        try (Session open = lease.driver().session(session);
                Transaction transaction = open.beginTransaction(limits)) {
            begun = transaction;
            if (ending.isDone()) {
                return new Answer.Failed<>(new Fault.Cancelled());
            }
            Answer<T> answer = work.in(transaction);
            once(afterWork);
            switch (mode) {
                case WRITE -> {
                    if (answer instanceof Answer.Done<T>) {
                        transaction.commit();
                    }
                }
                case READ -> {
                    ending.complete(answer);
                    // Nobody waits for the end any more, so that it has a time of its own.
                    var _ =
                            late.completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                                    .thenRun(Thread.currentThread()::interrupt);
                }
            }
            return answer;
        }
    }

    /** In any case, also when no transaction began. */
    private void once(Runnable afterWork) {
        if (worked.compareAndSet(false, true)) {
            afterWork.run();
        }
    }

    private static RuntimeException unwrapped(Exception failed) {
        return switch (failed.getCause()) {
            case RuntimeException thrown -> thrown;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
