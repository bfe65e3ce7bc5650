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
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;

/**
 * One try of one transaction on a thread of its own.
 *
 * <p>The caller waits on {@code ending}, which the worker, the cancel signal or the deadline
 * completes, whoever is first. The last two interrupt the worker: the driver then drops its
 * connection, at which the engine ends the transaction. The worker gives the lease and the
 * connection's place back when it is really done, not when the caller stops waiting.
 *
 * <p>The driver's managed transactions send the beginning together with the first statement, and
 * what was read is answered before the transaction ends: a read with one statement waits for one
 * round trip, not for three. The driver's own retries are off; {@link Transactions} has its own.
 */
final class Call<T> {
    /** The engine's own timeout comes first; ours is for an engine that does not keep it. */
    private static final Duration GRACE = Duration.ofMillis(1500);

    private final Lease lease;
    private final AccessMode mode;
    private final Duration limit;
    private final Work<T> work;
    private final AtomicBoolean worked = new AtomicBoolean();
    private final CompletableFuture<Answer<T>> ending = new CompletableFuture<>();

    Call(Lease lease, AccessMode mode, Duration limit, Work<T> work) {
        this.lease = lease;
        this.mode = mode;
        this.limit = limit;
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
            worker.interrupt();
            lease.givenUp();
        }
    }

    private Answer<T> transact(Runnable afterWork) {
        var session =
                SessionConfig.builder()
                        .withDatabase(lease.database())
                        .withDefaultAccessMode(mode)
                        .build();
        var limits = TransactionConfig.builder().withTimeout(limit).build();
        try (Session open = lease.driver().session(session)) {
            return mode == AccessMode.READ
                    ? read(open, limits, afterWork)
                    : open.executeWrite(transaction -> kept(done(transaction, afterWork)), limits);
        } catch (RolledBack nothing) {
            return new Answer.Failed<>(nothing.fault);
        }
    }

    /**
     * Nothing can become of it any more once it is read; only an engine that hangs is not awaited.
     */
    private Answer<T> read(Session open, TransactionConfig limits, Runnable afterWork) {
        Thread worker = Thread.currentThread();
        var late = new CompletableFuture<Void>();
        try {
            return open.executeRead(
                    transaction -> {
                        Answer<T> answer = done(transaction, afterWork);
                        ending.complete(answer);
                        var _ =
                                late.completeOnTimeout(
                                                null, GRACE.toMillis(), TimeUnit.MILLISECONDS)
                                        .thenRun(worker::interrupt);
                        return answer;
                    },
                    limits);
        } finally {
            late.cancel(false);
        }
    }

    private Answer<T> done(TransactionContext transaction, Runnable afterWork) {
        try {
            return work.in(transaction);
        } finally {
            once(afterWork);
        }
    }

    /** A transaction that does not begin does no work. */
    private void once(Runnable afterWork) {
        if (worked.compareAndSet(false, true)) {
            afterWork.run();
        }
    }

    private static <T> Answer<T> kept(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done;
            case Answer.Failed<T>(Fault fault) -> throw new RolledBack(fault);
        };
    }

    /** Takes a fault past the driver, which commits what ends without an exception. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Fault fault;

        private RolledBack(Fault fault) {
            super(fault.message(), null, false, false);
            this.fault = fault;
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
