package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Held;
import io.ultimatemcp.sandbox.Hold;
import io.ultimatemcp.sandbox.Interpreter;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Program;
import io.ultimatemcp.sandbox.Refusal;
import io.ultimatemcp.sandbox.Sandbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of all owners. A session is made by the first cell that names it; it ends with its
 * interpreter, when it lies unused, when it is old, when its owner closes it, or to make room. All
 * methods may be called from any thread.
 *
 * <p>Locks: a session's turn is waited for without holding the shelf; the shelf is taken by who has
 * a turn, and only tries for turns itself.
 */
public final class Sessions implements AutoCloseable {
    private static final long TICK_MILLIS = 500;
    private static final Duration LAST_TURN = Duration.ofSeconds(15);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Refusal.Unavailable CLOSED =
            new Refusal.Unavailable("The sandbox is closed.", "Start the server again.");

    private final Supplier<Sandbox> sandbox;
    private final SessionSettings settings;
    private final Shelf shelf;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sandbox-sessions").factory());
    private volatile boolean closed;

    private Sessions(Supplier<Sandbox> sandbox, SessionSettings settings, InstantSource clock) {
        this.sandbox = sandbox;
        this.settings = settings;
        this.shelf = new Shelf(settings, clock);
    }

    /**
     * Opens a shelf for sessions, empty.
     *
     * @param sandbox where they live; asked for at the first cell, and not closed here
     */
    public static Sessions open(
            Supplier<Sandbox> sandbox, SessionSettings settings, InstantSource clock) {
        var sessions = new Sessions(sandbox, settings, clock);
        var _ =
                sessions.ticks.scheduleWithFixedDelay(
                        sessions::tidy, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return sessions;
    }

    /**
     * Runs a script as the next cell of a session, and waits for its end. The limits of the first
     * cell for memory, processes and files are those of the session.
     *
     * @param owner whose session it is; no other owner ever meets it
     * @param name of the session, chosen by its owner
     * @param cancelled asked all the time; a running cell is then killed, and its session with it
     * @throws InterruptedException when the calling thread is interrupted; the session is then
     *     ended
     */
    public CellEnd run(
            String owner, String name, Job job, Listener listener, BooleanSupplier cancelled)
            throws InterruptedException {
        if (!(job.program() instanceof Program.Script script)) {
            throw new IllegalArgumentException("a cell is a script");
        }
        Optional<Refusal.Invalid> fault = faultOf(job, script.language());
        if (fault.isPresent()) {
            return new Declined.Refused(fault.get());
        }
        var key = new Session.Key(owner, name);
        while (!closed) {
            Shelf.Place place = shelf.place(key, script.language(), job.limits());
            switch (place) {
                case Shelf.Full(Declined why) -> {
                    return why;
                }
                case Shelf.Taken taken -> {
                    makeRoom(taken);
                    Optional<CellEnd> end = inTurn(taken, job, script, listener, cancelled);
                    if (end.isPresent()) {
                        return end.get();
                    }
                    // it ended while we waited for it: the next round makes a fresh one
                }
            }
        }
        return new Declined.Refused(CLOSED);
    }

    private void makeRoom(Shelf.Taken taken) throws InterruptedException {
        try {
            endAll(taken.evicted());
        } catch (InterruptedException e) {
            Session made = taken.session();
            if (made.enter()) {
                if (!made.isSettled()) {
                    made.end(Ending.CANCELLED);
                    shelf.forget(made);
                }
                made.leave();
            }
            throw e;
        }
    }

    private Optional<CellEnd> inTurn(
            Shelf.Taken taken,
            Job job,
            Program.Script script,
            Listener listener,
            BooleanSupplier cancelled)
            throws InterruptedException {
        Session session = taken.session();
        Optional<Declined> misfit = misfit(session, job, script);
        if (misfit.isPresent()) {
            return Optional.of(misfit.get());
        }
        if (!waitFor(session, cancelled)) {
            return Optional.of(new Declined.Occupied(settings.turn()));
        }
        try {
            Optional<Ending> verdict = session.verdict();
            if (verdict.isPresent()) {
                session.end(verdict.get());
                shelf.remove(session);
                return Optional.empty();
            }
            if (!session.isSettled()) {
                Optional<Declined> refused = settle(session);
                if (refused.isPresent()) {
                    return Optional.of(refused.get());
                }
            }
            try {
                return Optional.of(
                        session.run(
                                job,
                                script.code(),
                                listener,
                                cancelled,
                                shelf.formerEnd(session),
                                taken.evicted().stream()
                                        .filter(each ->
                                                each.key.owner().equals(session.key.owner()))
                                        .map(each -> each.key.name())
                                        .toList()));
            } finally {
                if (session.ending().isPresent()) {
                    shelf.remove(session);
                }
            }
        } finally {
            session.leave();
        }
    }

    private boolean waitFor(Session session, BooleanSupplier cancelled)
            throws InterruptedException {
        long end = System.nanoTime() + settings.turn().toNanos();
        do {
            if (session.enter(STEP)) {
                return true;
            }
        } while (System.nanoTime() < end && !cancelled.getAsBoolean());
        return false;
    }

    private Optional<Declined> settle(Session session) throws InterruptedException {
        boolean settled = false;
        try {
            Hold hold =
                    sandbox.get()
                            .hold(
                                    new Interpreter(
                                            session.language,
                                            Loops.of(session.language),
                                            session.limits));
            return switch (hold) {
                case Held held -> {
                    session.settle(held);
                    settled = true;
                    yield Optional.empty();
                }
                case Refusal refusal -> Optional.of(new Declined.Refused(refusal));
            };
        } finally {
            if (!settled) {
                session.end(Ending.CANCELLED);
                shelf.forget(session);
            }
        }
    }

    private static Optional<Declined> misfit(Session session, Job job, Program.Script script) {
        if (session.language != script.language()) {
            return Optional.of(new Declined.OtherLanguage(session.language));
        }
        // who asks for the usual takes what the session has
        long wanted = job.limits().memory();
        return wanted > session.limits.memory() && wanted != Limits.standard().memory()
                ? Optional.of(new Declined.LessMemory(session.limits.memory()))
                : Optional.empty();
    }

    /** In a session no file is the program, so none is taken by it. */
    private static Optional<Refusal.Invalid> faultOf(Job job, Language language) {
        if (language == Language.BASH) {
            return Optional.of(
                    new Refusal.Invalid(
                            "language",
                            "there are sessions of python and javascript, not of bash"));
        }
        if (!job.allowHosts().isEmpty()) {
            return Optional.of(
                    new Refusal.Invalid(
                            "allow_hosts", "sessions reach no host; call without a session"));
        }
        var anyProgram = new Program.Command(List.of("cell"), List.of());
        return new Job(anyProgram, job.args(), job.env(), job.stdin(), job.files(), job.limits())
                .fault();
    }

    /** How many there are; never blocks. */
    public SessionUse use() {
        return shelf.use();
    }

    /** The sessions of an owner, the eldest first. */
    public List<SessionState> list(String owner) {
        return shelf.of(owner).stream().map(session -> session.state(0)).toList();
    }

    /**
     * Ends a session of an owner, also while a cell runs in it, and waits until nothing of it is
     * left.
     *
     * @return what it was; empty when there is none of that name
     * @throws InterruptedException when interrupted while waiting; it ends all the same
     */
    public Optional<SessionState> close(String owner, String name) throws InterruptedException {
        Optional<Session> found = shelf.find(new Session.Key(owner, name));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        endAll(List.of(found.get()));
        return Optional.of(found.get().state(0));
    }

    /**
     * Ends each of them, whatever becomes of another. Once interrupted it waits for nobody's turn:
     * who has one then ends that session.
     */
    private void endAll(List<Session> ending) throws InterruptedException {
        boolean interrupted = false;
        for (Session session : ending) {
            session.close();
            boolean entered;
            try {
                entered = session.enter(interrupted ? Duration.ZERO : LAST_TURN);
            } catch (InterruptedException e) {
                interrupted = true;
                entered = session.enter();
            }
            if (entered) {
                end(session, Ending.CLOSED);
                shelf.forget(session);
                session.leave();
            }
        }
        if (interrupted) {
            throw new InterruptedException("while sessions ended");
        }
    }

    /** In its turn. A session that does not end in order has ended all the same. */
    private void end(Session session, Ending why) {
        try {
            session.end(why);
        } catch (RuntimeException e) {
            LOG.warn("a session did not end in order", e);
        }
    }

    private void tidy() {
        for (Session session : shelf.all()) {
            if (session.enter()) {
                try {
                    session.verdict()
                            .ifPresent(ending -> {
                                end(session, ending);
                                shelf.remove(session);
                            });
                } catch (RuntimeException e) {
                    // the timer would never call again, and the next look may go well
                    LOG.warn("a session could not be looked at", e);
                } finally {
                    session.leave();
                }
            }
        }
    }

    /** Ends all of them and takes no more. */
    @Override
    public void close() {
        closed = true;
        ticks.shutdownNow();
        List<Session> left = shelf.all();
        left.forEach(Session::close);
        try {
            endAll(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
