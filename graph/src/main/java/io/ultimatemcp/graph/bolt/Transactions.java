package io.ultimatemcp.graph.bolt;

import io.ultimatemcp.graph.engine.Engine;
import io.ultimatemcp.graph.engine.EngineUnavailable;
import io.ultimatemcp.graph.engine.Lease;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.graph.model.GraphListener.Ending;
import io.ultimatemcp.graph.model.GraphListener.Kind;
import io.ultimatemcp.graph.model.PoolUse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;

/**
 * Runs transactions: as many at a time as there are connections, each within its time, again when
 * it failed for a passing reason.
 *
 * <p>When the engine dies of memory exhaustion, the one read that was under way is told so. Writes
 * are ours and of bounded size, so they are not suspected at first. Of several reads, each is a
 * suspect and runs once more, suspects one after another; the one during whose second run the
 * engine dies again is told, the others notice no more than a delay.
 *
 * <p>The engine holds the rows that were asked for in buffers of bounded size, and breaks the
 * connection when they do not fit. So a read whose connection broke asks for one row at a time; if
 * that breaks too though the engine answers others, its rows are at fault.
 */
public final class Transactions {
    private static final int MOST_TRIES = 12;

    /** Ten thousand small rows take hardly longer than with 500, and rows of 2 MiB fit. */
    private static final int ROWS_AT_ONCE = 32;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

    private final Engine engine;
    private final int most;
    private final Semaphore places;
    private final Duration patience;
    private final GraphListener listener;
    private final ReentrantLock suspects = new ReentrantLock();
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
    private final AtomicInteger readsUnderWay = new AtomicInteger();
    private final AtomicLong readsBegun = new AtomicLong();

    /**
     * Runs them on an engine.
     *
     * @param most transactions at a time
     * @param patience how long a call may wait for an engine that starts, or for its turn
     */
    public Transactions(Engine engine, int most, Duration patience, GraphListener listener) {
        this.engine = engine;
        this.most = most;
        this.places = new Semaphore(most, true);
        this.patience = patience;
        this.listener = listener;
    }

    /** The connections at this moment. */
    public PoolUse use() {
        return new PoolUse(most - places.availablePermits(), places.getQueueLength(), most);
    }

    /** Reads; the engine refuses every write. {@code limit} is the time of one try. */
    public <T> Answer<T> read(Duration limit, CancelSignal cancel, Work<T> work) {
        return counted(Kind.READ, limit, cancel, work);
    }

    /**
     * Writes, all or nothing. {@code work} must be repeatable: it may run again although it did
     * commit.
     */
    public <T> Answer<T> write(Duration limit, CancelSignal cancel, Work<T> work) {
        return gated(gate.readLock(), () -> counted(Kind.WRITE, limit, cancel, work));
    }

    /**
     * Reads while nothing is written through this object: the engine isolates statements, not whole
     * transactions, so this is what makes a long read a snapshot. Writers wait.
     */
    public <T> Answer<T> readAlone(Duration limit, CancelSignal cancel, Work<T> work) {
        return gated(gate.writeLock(), () -> counted(Kind.READ, limit, cancel, work));
    }

    private <T> Answer<T> gated(Lock side, Supplier<Answer<T>> call) {
        try {
            if (!side.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer.Failed<>(
                        new Fault.Unavailable("A backup of the graph is being made.", RETRY_AFTER));
            }
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
            return new Answer.Failed<>(new Fault.Cancelled());
        }
        try {
            return call.get();
        } finally {
            side.unlock();
        }
    }

    private <T> Answer<T> counted(Kind kind, Duration limit, CancelSignal cancel, Work<T> work) {
        long start = System.nanoTime();
        Answer<T> answer = new Tries<>(kind, limit, cancel, work).run();
        listener.transaction(kind, ending(answer), Duration.ofNanos(System.nanoTime() - start));
        return answer;
    }

    private static Ending ending(Answer<?> answer) {
        return switch (answer) {
            case Answer.Done<?> _ -> Ending.DONE;
            case Answer.Failed<?>(Fault fault) ->
                    switch (fault) {
                        case Fault.Invalid _,
                                Fault.BadQuery _,
                                Fault.NotReadOnly _,
                                Fault.MemoryExceeded _ ->
                                Ending.CALLER_FAULT;
                        case Fault.TimedOut _ -> Ending.TIMED_OUT;
                        case Fault.Cancelled _ -> Ending.CANCELLED;
                        case Fault.Unavailable _, Fault.EngineError _ -> Ending.ENGINE_FAULT;
                    };
        };
    }

    /** One call and all its tries. */
    private final class Tries<T> {
        private final Kind kind;
        private final Duration limit;
        private final CancelSignal cancel;
        private final Work<T> work;
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private int tries;
        private int losses;
        private int rowsAtOnce = ROWS_AT_ONCE;

        private Tries(Kind kind, Duration limit, CancelSignal cancel, Work<T> work) {
            this.kind = kind;
            this.limit = limit;
            this.cancel = cancel;
            this.work = work;
        }

        private Answer<T> run() {
            try (var _ = cancel.onCancel(cancelled::countDown)) {
                while (true) {
                    Answer<T> answer = next();
                    if (answer != null) {
                        return answer;
                    }
                    listener.retried(kind);
                }
            } catch (EngineUnavailable away) {
                return failed(
                        new Fault.Unavailable(
                                String.valueOf(away.getMessage()), away.retryAfter()));
            } catch (InterruptedException unwanted) {
                Thread.currentThread().interrupt();
                return failed(new Fault.Cancelled());
            } finally {
                if (suspects.isHeldByCurrentThread()) {
                    suspects.unlock();
                }
            }
        }

        /** One try; null to try again. */
        private @Nullable Answer<T> next() throws EngineUnavailable, InterruptedException {
            tries++;
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return failed(
                        new Fault.Unavailable(
                                "All connections to the graph are busy.", RETRY_AFTER));
            }
            Lease lease;
            try {
                lease = engine.acquire(patience);
            } catch (EngineUnavailable | InterruptedException | RuntimeException away) {
                places.release();
                throw away;
            }
            boolean first = kind == Kind.READ && readsUnderWay.getAndIncrement() == 0;
            long number = kind == Kind.READ ? readsBegun.incrementAndGet() : 0;
            try {
                AccessMode mode = kind == Kind.READ ? AccessMode.READ : AccessMode.WRITE;
                return new Call<>(lease, mode, limit, rowsAtOnce, work)
                        .run(
                                cancel,
                                () -> {
                                    if (kind == Kind.READ) {
                                        readsUnderWay.decrementAndGet();
                                    }
                                },
                                () -> {
                                    lease.close();
                                    places.release();
                                });
            } catch (RuntimeException thrown) {
                return switch (Verdicts.of(thrown, limit)) {
                    case Verdict.Final(Fault fault) -> failed(fault);
                    case Verdict.Again(String code) -> again(code);
                    case Verdict.Lost _ -> lost(lease, first && readsBegun.get() == number);
                };
            }
        }

        private @Nullable Answer<T> again(String code) throws InterruptedException {
            if (tries >= MOST_TRIES) {
                return failed(
                        new Fault.Unavailable(
                                "The graph engine is too busy with other writes (" + code + ").",
                                RETRY_AFTER));
            }
            // Full jitter: two that collided must not meet again.
            long ceiling = FIRST_PAUSE.toMillis() << Math.min(tries, 6);
            long pause = ThreadLocalRandom.current().nextLong(1, ceiling + 1);
            return cancelled.await(pause, TimeUnit.MILLISECONDS)
                    ? failed(new Fault.Cancelled())
                    : null;
        }

        private @Nullable Answer<T> lost(Lease lease, boolean alone) throws InterruptedException {
            Lease.Loss loss = lease.loss();
            losses++;
            boolean guilty = alone || suspects.isHeldByCurrentThread();
            if (loss == Lease.Loss.OUT_OF_MEMORY && guilty) {
                return failed(
                        new Fault.MemoryExceeded(
                                "The query took all the memory of the graph engine, which is restarting."));
            }
            if (loss == Lease.Loss.NONE && kind == Kind.READ) {
                if (rowsAtOnce == 1 && answers(lease)) {
                    return failed(
                            new Fault.MemoryExceeded(
                                    "The graph engine broke the connection over each try to answer;"
                                            + " the rows are probably too large: return less of them."));
                }
                rowsAtOnce = 1;
            }
            if (losses > 2 || cancelled.getCount() == 0) {
                return failed(
                        new Fault.Unavailable("The connection to the graph broke.", RETRY_AFTER));
            }
            if (loss != Lease.Loss.NONE && !suspects.isHeldByCurrentThread()) {
                suspects.lockInterruptibly();
            }
            return null;
        }

        private boolean answers(Lease lease) {
            try {
                lease.driver().verifyConnectivity();
                return true;
            } catch (RuntimeException silent) {
                return false;
            }
        }

        private Answer<T> failed(Fault fault) {
            return new Answer.Failed<>(fault);
        }
    }
}
