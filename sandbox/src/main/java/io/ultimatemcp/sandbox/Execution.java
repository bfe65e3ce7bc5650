package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.egress.NetworkUse;
import io.ultimatemcp.sandbox.files.Harvest;
import io.ultimatemcp.sandbox.files.Known;
import io.ultimatemcp.sandbox.output.Capture;
import io.ultimatemcp.sandbox.output.Kept;
import io.ultimatemcp.sandbox.output.Space;
import io.ultimatemcp.sandbox.place.Ending;
import io.ultimatemcp.sandbox.place.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that has been told to go: watched by one virtual thread until nothing of it lives, then
 * reported. The first reason to kill wins and becomes the outcome.
 *
 * <p>A place can be lost through no fault of the program: a nest dies with its zygote. Whoever made
 * the place can tell whether the program had been let go. When it had not, it is begun once more,
 * in a place of another kind; when it had, it may have had effects, and its death is reported.
 */
final class Execution implements Running {
    private static final long TICK_MILLIS = 10;
    private static final long DEATH_MILLIS = 10_000;
    private static final long LAST_WORDS_MILLIS = 2_000;
    private static final int PIPE = 1 << 15;
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final Job job;
    private final Listener listener;
    private final Space space;
    private final AtomicReference<@Nullable Outcome> cause = new AtomicReference<>();
    private final CompletableFuture<Report> report = new CompletableFuture<>();
    private volatile Place place;
    private volatile Attempt attempt;

    private Execution(Job job, Housing housing, Listener listener, Space space) {
        this.job = job;
        this.space = space;
        this.listener = listener;
        this.place = housing.place();
        this.attempt = attempt(housing);
    }

    /** A job in one place, and what is read from there. */
    private record Attempt(Housing housing, Capture stdout, Capture stderr, long begin) {}

    /**
     * Watches a job whose program has just been let go in {@code housing}.
     *
     * @param another where the job is begun again when that was lost before the program ran
     * @param space for its contents; it is the report's when there is one
     * @param aftermath hears of the end
     */
    static Execution watch(
            Job job,
            Housing housing,
            Housing.Maker another,
            Listener listener,
            Space space,
            Aftermath aftermath) {
        var execution = new Execution(job, housing, listener, space);
        execution.feed();
        Thread.ofVirtual().name("sandbox-job").start(() -> execution.run(another, aftermath));
        return execution;
    }

    private Attempt attempt(Housing housing) {
        return new Attempt(
                housing,
                capture(housing.place().stdout(), Listener.Stream.STDOUT),
                capture(housing.place().stderr(), Listener.Stream.STDERR),
                System.nanoTime());
    }

    private Capture capture(InputStream from, Listener.Stream stream) {
        return Capture.start(
                from,
                new Kept(job.limits().output(), space, text -> listener.wrote(stream, text)),
                () -> end(Outcome.OUTPUT_EXCEEDED));
    }

    @Override
    public Report await() throws InterruptedException {
        try {
            return report.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the sandbox failed to watch a job", e.getCause());
        }
    }

    @Override
    public void cancel() {
        end(Outcome.CANCELLED);
    }

    private void end(Outcome reason) {
        if (!report.isDone() && cause.compareAndSet(null, reason)) {
            place.kill();
        }
    }

    /** What fits into an empty pipe is written without waiting; more needs a thread that may. */
    private void feed() {
        OutputStream stdin = place.stdin();
        if (job.stdin().size() <= PIPE) {
            write(stdin);
        } else {
            Thread.ofPlatform().daemon().name("sandbox-stdin").start(() -> write(stdin));
        }
    }

    private void write(OutputStream to) {
        try (OutputStream stdin = to) {
            job.stdin().stream().transferTo(stdin);
        } catch (IOException e) {
            return; // the program does not want to read it
        }
    }

    private void run(Housing.Maker another, Aftermath aftermath) {
        boolean over = false;
        try {
            Ending ending = watchUntilDead();
            Usage usage = judged();
            if (ending.how() == Ending.How.NEVER_BEGUN && cause.get() == null) {
                move(another);
                ending = watchUntilDead();
                usage = judged();
            }
            Duration duration = Duration.ofNanos(System.nanoTime() - attempt.begin());
            place.killAndWait(DEATH_MILLIS);
            attempt.stdout().await(LAST_WORDS_MILLIS);
            attempt.stderr().await(LAST_WORDS_MILLIS);
            Report made = report(attempt, ending, usage, duration);
            aftermath.ended(made);
            over = true;
            aftermath.over();
            report.complete(made);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            // whatever it is, the place is given back and nobody waits in vain
            place.kill();
            space.close();
            if (!over) {
                aftermath.over();
            }
            report.completeExceptionally(e);
        } finally {
            // the kernel takes its time to let mounts and groups go, and nobody need wait for that
            try {
                attempt.housing().leave();
            } finally {
                aftermath.closed();
            }
        }
    }

    /** Begins again, elsewhere. Whoever ends the job meanwhile kills one place or the other. */
    private void move(Housing.Maker another) throws IOException, InterruptedException {
        LOG.debug("a nest was lost before its program began, which now begins elsewhere");
        place.killAndWait(DEATH_MILLIS);
        Housing next = another.make();
        attempt.housing().leave();
        place = next.place();
        attempt = attempt(next);
        feed();
        if (cause.get() != null) {
            place.kill();
        }
    }

    private Ending watchUntilDead() throws InterruptedException {
        long deadline = attempt.begin() + job.limits().wall().toNanos();
        long wait = job.limits().wall().toMillis();
        while (true) {
            Optional<Ending> ending = place.await(Math.clamp(wait, 1, TICK_MILLIS));
            if (ending.isPresent()) {
                return ending.get();
            }
            wait = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (wait <= 0) {
                end(Outcome.TIMED_OUT);
            }
            judged();
        }
    }

    /** What it has used, after ending it when that is too much. */
    private Usage judged() {
        Usage usage = attempt.housing().meter().read();
        if (usage.memoryKills() > 0) {
            end(Outcome.MEMORY_EXCEEDED);
        } else if (usage.processRefusals() > 0) {
            end(Outcome.PROCESSES_EXCEEDED);
        } else if (usage.cpuNanos() > job.limits().cpu().toNanos()) {
            end(Outcome.TIMED_OUT);
        }
        return usage;
    }

    private Report report(Attempt last, Ending ending, Usage usage, Duration duration)
            throws InterruptedException {
        Outcome ended = cause.get();
        if (ended == null) {
            ended = ending.how() == Ending.How.RETURNED ? Outcome.EXITED : Outcome.SIGNALLED;
        }
        Optional<NetworkUse> network = Optional.empty();
        if (last.housing().egress().isPresent()) {
            network = Optional.of(last.housing().egress().get().end());
        }
        Harvest.Crop crop = place.harvest(given(), space);
        return new Report(
                ended,
                ending.code(),
                Output.of(last.stdout().kept(), last.stdout().written()),
                Output.of(last.stderr().kept(), last.stderr().written()),
                duration,
                Duration.ofNanos(Math.max(0, usage.cpuNanos())),
                Math.max(0, usage.peakMemory()),
                Artifact.of(crop),
                crop.truncated(),
                last.housing().isolation(),
                network,
                space);
    }

    private Given given() {
        Map<String, Bytes> files = new HashMap<>();
        job.files().forEach(file -> files.put(file.path(), file.content()));
        if (job.program() instanceof Program.Script script) {
            files.put(script.language().programName(), script.code());
        }
        return new Given(files);
    }

    /** What the job was given, to tell it from what it made. */
    private record Given(Map<String, Bytes> files) implements Known {
        @Override
        public boolean mayHave(String path, long size) {
            Bytes before = files.get(path);
            return before != null && before.size() == size;
        }

        @Override
        public boolean has(String path, byte[] content) {
            Bytes before = files.get(path);
            return before != null && Arrays.equals(before.shared(), content);
        }
    }
}
