package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Artifact;
import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.Held;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Output;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.output.Space;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One session of one owner. Whoever works on its interpreter holds its {@link #turn}; the fields
 * that others may look at are volatile.
 */
final class Session {
    /** Processor time that it may use while no cell runs. */
    private static final Duration BACKGROUND = Duration.ofSeconds(30);

    private static final int MOST_STRAY = 1 << 20;

    final Key key;
    final Language language;
    final Limits limits;
    private final Instant created;
    private final SessionSettings settings;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Digests known = new Digests();
    private volatile Instant used;
    private volatile long cells;
    private volatile boolean running;
    private volatile boolean closing;
    private volatile @Nullable Ending ending;
    private volatile @Nullable Held held;
    private Usage rest = new Usage(0, 0, 0, 0);

    /** Whose it is and what it is called. */
    record Key(String owner, String name) {}

    Session(
            Key key,
            Language language,
            Limits limits,
            SessionSettings settings,
            InstantSource clock) {
        this.key = key;
        this.language = language;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
        this.created = clock.instant();
        this.used = created;
    }

    /** Lets nobody else work on it until {@link #leave}; false when that took too long. */
    boolean enter(Duration patience) throws InterruptedException {
        return turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The same without waiting. */
    boolean enter() {
        return turn.tryLock();
    }

    void leave() {
        turn.unlock();
    }

    Instant used() {
        return used;
    }

    /** When it ends if nobody uses it before. */
    Instant expires() {
        Instant idle = used.plus(settings.idle());
        Instant age = created.plus(settings.lifetime());
        return idle.isBefore(age) ? idle : age;
    }

    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** Gives it its interpreter; only once, in turn. */
    void settle(Held interpreter) {
        held = interpreter;
        rest = interpreter.usage();
    }

    boolean isSettled() {
        return held != null;
    }

    /** Asks for its end from outside: a running cell is killed, and whoever is next ends it. */
    void close() {
        closing = true;
    }

    SessionState state(int companions) {
        return new SessionState(
                key.name(),
                language,
                created,
                expires(),
                settings.idle(),
                cells,
                running,
                companions,
                ending());
    }

    /** What happened to it while nobody looked, if that is its end. In turn. */
    Optional<Ending> verdict() {
        Instant now = clock.instant();
        Held interpreter = held;
        if (ending == null && closing) {
            return Optional.of(Ending.CLOSED);
        } else if (ending != null || interpreter == null) {
            return ending();
        }
        Usage usage = interpreter.usage();
        if (usage.memoryKills() > rest.memoryKills()) {
            return Optional.of(Ending.MEMORY_EXCEEDED);
        } else if (usage.processRefusals() > rest.processRefusals()) {
            return Optional.of(Ending.PROCESSES_EXCEEDED);
        } else if (!interpreter.isAlive()) {
            return Optional.of(Ending.EXITED);
        } else if (usage.cpuNanos() - rest.cpuNanos() > BACKGROUND.toNanos()) {
            return Optional.of(Ending.BACKGROUND);
        } else if (!now.isBefore(created.plus(settings.lifetime()))) {
            return Optional.of(Ending.AGE);
        }
        return now.isBefore(expires()) ? Optional.empty() : Optional.of(Ending.IDLE);
    }

    /** Ends it and lets everything of it go. In turn. */
    void end(Ending why) {
        if (ending == null) {
            ending = why;
        }
        Held interpreter = held;
        if (interpreter != null) {
            interpreter.close();
        }
    }

    /** Runs a cell. In turn, when it is settled. */
    CellReport run(
            Job job,
            Bytes code,
            Listener listener,
            BooleanSupplier cancelled,
            Optional<Ending> before,
            List<String> evicted)
            throws InterruptedException {
        Held interpreter = Objects.requireNonNull(held);
        long number = cells + 1; // only who has the turn counts
        cells = number;
        running = true;
        Space space = interpreter.space();
        try {
            long stray = drain(interpreter);
            job.files().forEach(file -> known.add(file.path(), file.content()));
            Conversation.Result result =
                    new Conversation(
                                    interpreter,
                                    number,
                                    Request.of(number, code, job),
                                    job,
                                    listener,
                                    space,
                                    () -> closing || cancelled.getAsBoolean())
                            .hold();
            var artifacts = new ArrayList<>(result.reply().files());
            boolean truncated = result.reply().truncated();
            if (result.ending().isPresent()) {
                artifacts.clear(); // half an answer; what is there now is what counts
                Held.Left left = interpreter.end(known, space);
                artifacts.addAll(left.files());
                truncated = left.truncated();
                end(closing ? Ending.CLOSED : result.ending().get());
            } else {
                artifacts.forEach(each -> known.add(each.path(), each.content()));
                rest = interpreter.usage();
            }
            running = false;
            used = clock.instant();
            int companions = ending == null ? interpreter.companions() : 0;
            return new CellReport(
                    report(result, artifacts, truncated, interpreter, space),
                    state(companions),
                    before,
                    evicted,
                    stray);
        } catch (InterruptedException | RuntimeException | Error e) {
            space.close();
            end(Ending.CANCELLED);
            throw e;
        } finally {
            running = false;
        }
    }

    private static Report report(
            Conversation.Result result,
            List<Artifact> artifacts,
            boolean truncated,
            Held interpreter,
            Space space) {
        return new Report(
                result.outcome(),
                result.code(),
                Output.of(result.stdout().bytes(), result.stdout().written()),
                Output.of(result.stderr().bytes(), result.stderr().written()),
                result.duration(),
                Duration.ofNanos(result.cpuNanos()),
                result.peakMemory(),
                artifacts,
                truncated,
                interpreter.isolation(),
                Optional.empty(),
                space);
    }

    /** Throws away what lies in the pipes between cells; answers the bytes of output among it. */
    private static long drain(Held interpreter) {
        try {
            long output = drain(interpreter.stdout()) + drain(interpreter.stderr());
            var _ = drain(interpreter.reply()) + drain(interpreter.control());
            return output;
        } catch (IOException e) {
            return 0; // closed: the conversation will see it
        }
    }

    private static long drain(Held.Pipe pipe) throws IOException {
        var waste = new byte[1 << 16];
        long drained = 0;
        while (drained < MOST_STRAY && pipe.in().available() > 0) {
            drained += pipe.in().read(waste, 0, Math.min(waste.length, pipe.in().available()));
        }
        return drained;
    }
}
