package io.ultimatemcp.graph.engine;

import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.graph.model.GraphListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The supervisor of the child process.
 *
 * <p>One lock guards one {@link Phase}; everything slow (starting, stopping, asking) happens
 * outside it, in the phases {@code Opening} and {@code Stopping}, during which callers wait on the
 * condition. Three things move it: a caller that needs the engine opens it; the end of the process
 * breaks it; the caretaker, a thread of its own, opens it again after the back-off, stops it when
 * idle, and kills it when it answers no more.
 *
 * <p>A failed start is told to everyone who waited for it and is tried again on demand only, not
 * before the back-off; a crash of a running engine is repaired unasked.
 */
public final class LocalEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PROBATION = Duration.ofMinutes(1);
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final String DATABASE = "neo4j";

    /** Where the engine stands; times are of {@link System#nanoTime}. */
    private sealed interface Phase {
        record Sleeping() implements Phase {}

        record Opening() implements Phase {}

        record Open(Child child, Driver driver, long since) implements Phase {}

        record Stopping() implements Phase {}

        record Broken(String reason, long retryAt, boolean unasked) implements Phase {}

        record Closed() implements Phase {}
    }

    private final EngineSettings.Local settings;
    private final int connections;
    private final Preparation preparation;
    private final GraphListener listener;
    private final RunFiles files;
    private final Ownership ownership;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Phase phase = new Phase.Sleeping();
    private final Runaways runaways = new Runaways();
    private int leases;
    private int failures;
    private long lastUse = System.nanoTime();
    private final Thread caretaker;
    private @Nullable Thread starter;

    /** Starts nothing yet. */
    public LocalEngine(
            EngineSettings.Local settings,
            int connections,
            Preparation preparation,
            GraphListener listener) {
        this.settings = settings;
        this.connections = connections;
        this.preparation = preparation;
        this.listener = listener;
        this.files = new RunFiles(settings.home());
        this.ownership = new Ownership(settings.home());
        this.caretaker = Thread.ofVirtual().name("graph-engine-caretaker").unstarted(this::care);
        this.caretaker.start();
    }

    @Override
    public Lease acquire(Duration patience) throws EngineUnavailable, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean sawStart = false;
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = System.nanoTime();
                switch (phase) {
                    case Phase.Open open -> {
                        // A process that is gone is about to be noticed; nobody may be blamed for
                        // its end who came after it.
                        if (open.child().isAlive()) {
                            leases++;
                            return new LocalLease(open);
                        }
                    }
                    case Phase.Closed _ ->
                            throw new EngineUnavailable("The graph is closed.", Backoff.after(9));
                    case Phase.Sleeping _ -> open();
                    case Phase.Broken broken -> {
                        if ((sawStart && !broken.unasked())
                                || broken.retryAt() - Math.max(deadline, now) > 0) {
                            throw new EngineUnavailable(
                                    broken.reason(), atLeastOneSecond(broken.retryAt() - now));
                        }
                        if (broken.retryAt() - now <= 0) {
                            open();
                        }
                    }
                    case Phase.Opening _ -> sawStart = true;
                    case Phase.Stopping _ -> {}
                }
                if (deadline - now <= 0) {
                    throw new EngineUnavailable(
                            "The graph engine is still starting.", Duration.ofSeconds(2));
                }
                sawStart |= phase instanceof Phase.Opening;
                changed.awaitNanos(Math.min(deadline - now, TimeUnit.MILLISECONDS.toNanos(250)));
            }
        } finally {
            lock.unlock();
        }
    }

    private static Duration atLeastOneSecond(long nanos) {
        return Duration.ofSeconds(Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos)));
    }

    @Override
    public EngineStatus status() {
        lock.lock();
        try {
            return seen(phase);
        } finally {
            lock.unlock();
        }
    }

    private static EngineStatus seen(Phase phase) {
        return switch (phase) {
            case Phase.Sleeping _ -> new EngineStatus.Asleep();
            case Phase.Opening _ -> new EngineStatus.Starting();
            // On its way down it is not asleep yet: its store is still open.
            case Phase.Open _, Phase.Stopping _ -> new EngineStatus.Awake();
            case Phase.Broken broken -> new EngineStatus.Failing(broken.reason());
            case Phase.Closed _ -> new EngineStatus.Failing("closed");
        };
    }

    /** With the lock held. What a listener throws does not change what the engine is. */
    private void become(Phase next) {
        phase = next;
        changed.signalAll();
        try {
            listener.engine(seen(next));
        } catch (RuntimeException theirs) {
            LOG.warn("The graph engine's listener failed", theirs);
        }
    }

    /**
     * With the lock held: begins to open, on a thread of its own because the caller may lose
     * patience.
     */
    private void open() {
        become(new Phase.Opening());
        starter = Thread.ofVirtual().name("graph-engine-start").start(this::start);
    }

    private void start() {
        Child child = null;
        Driver driver = null;
        try {
            files.makeHome();
            ownership.take();
            files.prepare();
            Leftover.await(files.lastPid(), settings.home().toAbsolutePath().toString());
            Secret password = files.newPassword();
            child = Child.start(settings, files);
            int port = child.awaitReady(settings.startLimit());
            files.running(child.pid(), port);
            driver =
                    Drivers.open(
                            URI.create("bolt://127.0.0.1:" + port), "neo4j", password, connections);
            preparation.prepare(driver, DATABASE);
            opened(child, driver);
        } catch (IOException | RuntimeException | Error failed) {
            tell(failed);
            try {
                discard(child, driver);
            } finally {
                failedToStart(reason(failed));
            }
        } catch (InterruptedException stop) {
            discard(child, driver);
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Throwable failed) {
        if (failed.getCause() instanceof NoSuchFileException missing) {
            LOG.warn(
                    "The graph engine did not start: {}: no jars in {}",
                    failed.getMessage(),
                    missing.getMessage());
        } else if (failed instanceof IOException || failed instanceof Neo4jException) {
            LOG.warn("The graph engine did not start: {}", failed.getMessage());
        } else {
            LOG.warn("The graph engine did not start", failed);
        }
    }

    /** For whoever asks; what names a file of this machine stays in the log. */
    private static String reason(Throwable failed) {
        return switch (failed) {
            case FileSystemException _ -> "The graph engine does not start; the log tells why";
            case IOException ours when ours.getMessage() != null -> ours.getMessage();
            default -> "The graph engine started but could not be used";
        };
    }

    private void opened(Child child, Driver driver) {
        var open = new Phase.Open(child, driver, System.nanoTime());
        lock.lock();
        try {
            if (phase instanceof Phase.Opening) {
                lastUse = System.nanoTime();
                runaways.forget();
                become(open);
                var _ = child.onExit().thenAccept(process -> ended(open, process.exitValue()));
                return;
            }
        } finally {
            lock.unlock();
        }
        discard(child, driver); // closed meanwhile
    }

    private void failedToStart(String reason) {
        ownership.release();
        lock.lock();
        try {
            if (phase instanceof Phase.Opening) {
                failures++;
                long retryAt = System.nanoTime() + Backoff.after(failures).toNanos();
                become(new Phase.Broken(reason, retryAt, false));
            }
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    private boolean isCurrent(Phase.Open open) {
        return phase instanceof Phase.Open current && current.child() == open.child();
    }

    /** The process is gone though nobody asked it to go. */
    private void ended(Phase.Open open, int code) {
        lock.lock();
        try {
            if (!isCurrent(open)) {
                return;
            }
            // An engine that a query took down is well itself, and others wait for it.
            boolean sound =
                    code == Child.OUT_OF_MEMORY
                            || System.nanoTime() - open.since() > PROBATION.toNanos();
            failures = sound ? 1 : failures + 1;
            long retryAt = System.nanoTime() + Backoff.after(failures).toNanos();
            LOG.warn("The graph engine ended with code {}; it is started again", code);
            become(new Phase.Broken("The graph engine is restarting.", retryAt, true));
        } finally {
            lock.unlock();
        }
        open.driver().closeAsync();
    }

    /** The child is stopped whatever becomes of the driver, which is of no use without it. */
    private static void discard(@Nullable Child child, @Nullable Driver driver) {
        try {
            if (driver != null) {
                driver.close();
            }
        } catch (RuntimeException unimportant) {
            LOG.debug("The driver did not close in order", unimportant);
        } finally {
            if (child != null) {
                child.stop(STOP_PATIENCE);
            }
        }
    }

    /** Turn after turn until closed; a turn that fails is followed by the next all the same. */
    private void care() {
        var pulse = new Pulse();
        while (true) {
            try {
                Optional<Runnable> due;
                lock.lock();
                try {
                    if (phase instanceof Phase.Closed) {
                        return;
                    }
                    due = due(pulse);
                    if (due.isEmpty()) {
                        changed.awaitNanos(
                                Math.min(settings.idle().toNanos() / 4 + 1_000_000, TURN_NANOS));
                    }
                } finally {
                    lock.unlock();
                }
                due.ifPresent(Runnable::run);
            } catch (InterruptedException never) {
                return;
            } catch (RuntimeException | Error failed) {
                LOG.warn("The caretaker of the graph engine failed and goes on", failed);
                LockSupport.parkNanos(TURN_NANOS);
            }
        }
    }

    /** With the lock held: what has to be done now, without it. */
    private Optional<Runnable> due(Pulse pulse) {
        long now = System.nanoTime();
        return switch (phase) {
            case Phase.Broken broken -> {
                if (broken.unasked() && broken.retryAt() - now <= 0) {
                    open();
                }
                yield Optional.empty();
            }
            case Phase.Open open -> {
                if (leases == 0 && now - lastUse > settings.idle().toNanos()) {
                    become(new Phase.Stopping());
                    yield Optional.of(() -> sleep(open));
                } else if (runaways.isDue(now)) {
                    yield Optional.of(() -> hunt(open));
                }
                yield pulse.isDue(now, lastUse)
                        ? Optional.of(() -> check(open, pulse))
                        : Optional.empty();
            }
            case Phase.Sleeping _, Phase.Opening _, Phase.Stopping _, Phase.Closed _ ->
                    Optional.empty();
        };
    }

    private static void check(Phase.Open open, Pulse pulse) {
        if (!pulse.feel(open.driver())) {
            LOG.warn("The graph engine does not answer any more; it is killed");
            open.child().kill();
        }
    }

    private void hunt(Phase.Open open) {
        Set<String> terminated = Runaways.terminated(open.driver());
        boolean stuck;
        lock.lock();
        try {
            stuck = isCurrent(open) && runaways.found(terminated, System.nanoTime());
        } finally {
            lock.unlock();
        }
        if (stuck) {
            LOG.warn("A query does not end though it was told to; the graph engine is killed");
            open.child().kill();
        }
    }

    private void sleep(Phase.Open open) {
        try {
            discard(open.child(), open.driver());
        } finally {
            asleep();
        }
    }

    private void asleep() {
        lock.lock();
        try {
            if (phase instanceof Phase.Stopping) {
                forgetFiles();
                ownership.release();
                become(new Phase.Sleeping());
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetFiles() {
        try {
            files.stopped();
        } catch (IOException unimportant) {
            LOG.debug("The files of the stopped engine remain", unimportant);
        }
    }

    @Override
    public void close() {
        Phase last;
        @Nullable Thread opening;
        lock.lock();
        try {
            last = phase;
            opening = starter;
            become(new Phase.Closed());
        } finally {
            lock.unlock();
        }
        if (last instanceof Phase.Open open) {
            discard(open.child(), open.driver());
        }
        boolean interrupted = false;
        try {
            if (opening != null) {
                opening.interrupt();
                opening.join();
            }
            caretaker.join();
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        if (ownership.isHeld()) {
            forgetFiles();
        }
        ownership.release();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class LocalLease implements Lease {
        private final Phase.Open open;
        private boolean returned;

        private LocalLease(Phase.Open open) {
            this.open = open;
        }

        @Override
        public Driver driver() {
            return open.driver();
        }

        @Override
        public String database() {
            return DATABASE;
        }

        @Override
        public Loss loss() throws InterruptedException {
            return open.child().loss();
        }

        @Override
        public void givenUp() {
            lock.lock();
            try {
                if (isCurrent(open)) {
                    runaways.note(System.nanoTime());
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!returned) {
                    returned = true;
                    leases--;
                    lastUse = System.nanoTime();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
