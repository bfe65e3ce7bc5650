package io.ultimatemcp.server.project;

import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.graph.Freshness;
import io.ultimatemcp.server.graph.GraphStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the graph behind the ledger by less than a second while the engine is awake, without waking
 * it for every run.
 *
 * <p>One thread carries what the outbox holds. It goes to work when somebody waits, when a run was
 * stored (after {@value #LINGER_MILLIS} ms, so that a busy server writes batches), and every
 * {@value #POLL_MILLIS} ms for what others stored or deleted; but as long as a local engine sleeps
 * it stays away, until somebody looks at the graph or the oldest run is older than {@code maxLag}.
 *
 * <p>Who waits takes the number of runs told so far; every pass notes the number it began with once
 * it has emptied the outbox. Looks at the graph are stored as runs too, but nobody waits for those,
 * or each look would wait for the one before.
 */
public final class Projector implements Freshness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final long LINGER_MILLIS = 100;
    private static final long POLL_MILLIS = 1_000;
    private static final Duration LOOK_AT_AGE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final String LOOK = "graph_query";

    private final GraphStore store;
    private final Carrier carrier;
    private final Duration maxLag;
    private final Cancel.Source stop = new Cancel.Source();
    private final ReentrantLock carrying = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private @Nullable Thread thread;
    private long told;
    private long done = -1;
    private long failures;
    private boolean stirred;
    private int waiting;
    private boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param follower how the graph follows the ledger
     * @param maxLag how old a run may get before a sleeping engine is woken
     */
    public Projector(
            Ledger ledger,
            GraphStore store,
            Follower follower,
            Duration maxLag,
            InstantSource clock) {
        this.store = store;
        this.maxLag = maxLag;
        CancelSignal signal = action -> stop.onCancel(action)::close;
        this.carrier = new Carrier(ledger, store, follower, clock, signal);
    }

    /** Begins to follow the ledger; more than once is once. */
    public void start() {
        lock.lock();
        try {
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("projector").start(this::follow);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells that a run of this tool was stored. Quick; any thread. */
    public void stored(String tool) {
        lock.lock();
        try {
            if (!tool.equals(LOOK)) {
                told++;
            }
            if (!stirred) {
                stirred = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How far the graph is behind; asks the ledger, not the graph. */
    public ProjectionLag lag() {
        return carrier.lag();
    }

    @Override
    public void await(Cancel cancel) {
        start();
        lock.lock();
        try (var _ = cancel.onCancel(this::signal)) {
            long ticket = told;
            long failuresBefore = failures;
            long start = System.nanoTime();
            long awakeSince = start;
            waiting++;
            try {
                while (done < ticket && !closed && !cancel.isCancelled()) {
                    changed.signalAll();
                    changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(50));
                    long now = System.nanoTime();
                    if (!isAwake()) {
                        awakeSince = now;
                    }
                    if (failures > failuresBefore
                            || now - awakeSince > PATIENCE.toNanos()
                            || now - start > START_PATIENCE.toNanos()) {
                        return;
                    }
                }
            } finally {
                waiting--;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Throws the projection away and makes it anew from the ledger. Blocks until it is whole.
     *
     * @throws ProjectionFailed when the graph went away meanwhile; what is missing follows later
     */
    public void rebuild(Cancel cancel) throws ProjectionFailed {
        carrying.lock();
        try {
            carrier.startOver();
            while (!cancel.isCancelled() && carrier.carry()) {}
        } catch (GraphAway away) {
            throw new ProjectionFailed(String.valueOf(away.getMessage()), away.retryAfter());
        } finally {
            carrying.unlock();
        }
    }

    /**
     * Runs {@code action} while nothing is carried to the graph, by no node. What it is given
     * throws a {@link LedgerException} when another node may have carried since the action began.
     *
     * @throws LedgerException when another node does the same, or the ledger does not answer
     */
    public <T> T still(Function<Runnable, T> action) {
        carrying.lock();
        try (@Nullable Still still = carrier.still().orElse(null)) {
            return action.apply(still == null ? () -> {} : still::check);
        } finally {
            carrying.unlock();
        }
    }

    private void follow() {
        long lookedAtAge = System.nanoTime() - LOOK_AT_AGE.toNanos();
        boolean tooOld = false;
        boolean wasAwake = false;
        while (true) {
            try {
                boolean wanted = rest();
                if (isClosed()) {
                    return;
                }
                long now = System.nanoTime();
                boolean awake = awakeAfter(wasAwake);
                wasAwake = awake;
                if (!awake && !wanted && now - lookedAtAge > LOOK_AT_AGE.toNanos()) {
                    lookedAtAge = now;
                    tooOld = carrier.lag().oldest().compareTo(maxLag) > 0;
                }
                if (wanted || tooOld || awake) {
                    pass();
                    tooOld = false;
                    wasAwake = awakeAfter(awake); // a pass wakes the engine
                }
            } catch (GraphAway away) {
                failed(String.valueOf(away.getMessage()));
                pause(away.retryAfter());
            } catch (LedgerException away) {
                failed(String.valueOf(away.getMessage()));
                pause(PATIENCE);
            } catch (InterruptedException over) {
                return;
            } catch (RuntimeException bug) {
                LOG.error("the graph could not be brought up to date", bug);
                failed(bug.toString());
                pause(PATIENCE);
            }
        }
    }

    /** Whether the engine is awake; from when it is, delays are measured. */
    private boolean awakeAfter(boolean wasAwake) {
        boolean awake = isAwake();
        if (awake && !wasAwake) {
            carrier.awake();
        }
        return awake;
    }

    private void pass() throws GraphAway {
        long mark;
        lock.lock();
        try {
            mark = told;
            stirred = false;
        } finally {
            lock.unlock();
        }
        carrying.lock();
        try {
            while (!isClosed() && carrier.carry()) {}
        } finally {
            carrying.unlock();
        }
        lock.lock();
        try {
            done = Math.max(done, mark);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do; true when somebody waits for it. */
    private boolean rest() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
            while (left > 0 && !stirred && !isWanted() && !closed) {
                left = changed.awaitNanos(left);
            }
            left = TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
            while (left > 0 && !isWanted() && !closed) {
                left = changed.awaitNanos(left);
            }
            return isWanted();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted() {
        return waiting > 0 && done < told;
    }

    private void failed(String reason) {
        LOG.info("the graph lags behind the ledger: {}", reason);
        lock.lock();
        try {
            failures++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits after a failure, less when somebody asks. */
    private void pause(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !closed && waiting == 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Whether taking something in costs nobody an engine; another's is always there. */
    private boolean isAwake() {
        return !store.isLocal()
                || store.status().filter(EngineStatus.Awake.class::isInstance).isPresent();
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Stops following; what is not carried yet is carried after the next start. */
    @Override
    public void close() {
        Thread last;
        lock.lock();
        try {
            closed = true;
            last = thread;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        stop.cancel();
        if (last != null) {
            try {
                last.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            carrier.close();
        }
    }
}
