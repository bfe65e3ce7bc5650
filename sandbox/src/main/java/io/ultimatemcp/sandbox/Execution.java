package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.files.Harvest;
import io.ultimatemcp.sandbox.meter.Meter;
import io.ultimatemcp.sandbox.output.Capture;
import io.ultimatemcp.sandbox.output.Window;
import io.ultimatemcp.sandbox.place.Ending;
import io.ultimatemcp.sandbox.place.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A job that has been told to go: watched by one virtual thread until nothing of it lives, then
 * reported. The first reason to kill wins and becomes the outcome.
 */
final class Execution implements Running {
    private static final long TICK_MILLIS = 10;
    private static final long DEATH_MILLIS = 10_000;
    private static final long LAST_WORDS_MILLIS = 2_000;
    private static final int PIPE = 1 << 15;

    private final Job job;
    private final Place place;
    private final Meter meter;
    private final Isolation isolation;
    private final Capture stdout;
    private final Capture stderr;
    private final long begin = System.nanoTime();
    private final AtomicReference<@Nullable Outcome> cause = new AtomicReference<>();
    private final CompletableFuture<Report> report = new CompletableFuture<>();

    private Execution(Job job, Place place, Meter meter, Isolation isolation, Listener listener) {
        this.job = job;
        this.place = place;
        this.meter = meter;
        this.isolation = isolation;
        int limit = job.limits().output();
        Runnable excess = () -> end(Outcome.OUTPUT_EXCEEDED);
        this.stdout =
                Capture.start(
                        place.stdout(),
                        limit,
                        text -> listener.wrote(Listener.Stream.STDOUT, text),
                        excess);
        this.stderr =
                Capture.start(
                        place.stderr(),
                        limit,
                        text -> listener.wrote(Listener.Stream.STDERR, text),
                        excess);
    }

    /**
     * Watches a job whose program has just been let go in {@code place}.
     *
     * @param aftermath hears of the end
     */
    static Execution watch(
            Job job,
            Place place,
            Meter meter,
            Isolation isolation,
            Listener listener,
            Aftermath aftermath) {
        var execution = new Execution(job, place, meter, isolation, listener);
        // what fits into an empty pipe is written without waiting; more needs a thread that may
        // wait
        if (job.stdin().size() <= PIPE) {
            execution.feed();
        } else {
            Thread.ofPlatform().daemon().name("sandbox-stdin").start(execution::feed);
        }
        Thread.ofVirtual().name("sandbox-job").start(() -> execution.run(aftermath));
        return execution;
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

    private void feed() {
        try (OutputStream stdin = place.stdin()) {
            job.stdin().stream().transferTo(stdin);
        } catch (IOException e) {
            return; // the program does not want to read it
        }
    }

    private void run(Aftermath aftermath) {
        try {
            Ending ending = watchUntilDead();
            Usage usage = meter.read();
            judge(usage);
            Duration duration = Duration.ofNanos(System.nanoTime() - begin);
            place.killAndWait(DEATH_MILLIS);
            stdout.await(LAST_WORDS_MILLIS);
            stderr.await(LAST_WORDS_MILLIS);
            Report made = report(ending, usage, duration);
            aftermath.over();
            report.complete(made);
        } catch (InterruptedException | RuntimeException e) {
            place.kill();
            aftermath.over();
            report.completeExceptionally(e);
        } finally {
            // the kernel takes its time to let mounts and groups go, and nobody need wait for that
            place.close();
            aftermath.closed();
        }
    }

    private Ending watchUntilDead() throws InterruptedException {
        long deadline = begin + job.limits().wall().toNanos();
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
            judge(meter.read());
        }
    }

    private void judge(Usage usage) {
        if (usage.memoryKills() > 0) {
            end(Outcome.MEMORY_EXCEEDED);
        } else if (usage.processRefusals() > 0) {
            end(Outcome.PROCESSES_EXCEEDED);
        } else if (usage.cpuNanos() > job.limits().cpu().toNanos()) {
            end(Outcome.TIMED_OUT);
        }
    }

    private Report report(Ending ending, Usage usage, Duration duration) {
        Outcome ended = cause.get();
        if (ended == null) {
            ended = ending.signalled() ? Outcome.SIGNALLED : Outcome.EXITED;
        }
        Harvest.Crop crop = place.harvest(given()::isSame);
        List<Artifact> artifacts =
                crop.files().stream()
                        .map(file -> new Artifact(file.path(), Bytes.of(file.content())))
                        .toList();
        return new Report(
                ended,
                ending.code(),
                output(stdout),
                output(stderr),
                duration,
                Duration.ofNanos(Math.max(0, usage.cpuNanos())),
                Math.max(0, usage.peakMemory()),
                artifacts,
                crop.truncated(),
                isolation);
    }

    private static Output output(Capture capture) {
        byte[] kept = capture.kept();
        Window window = Window.of(kept, capture.written());
        return new Output(window.text(), Bytes.of(kept), capture.written(), window.truncated());
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
    private record Given(Map<String, Bytes> files) {
        boolean isSame(String path, byte[] content) {
            Bytes before = files.get(path);
            return before != null && Arrays.equals(before.toArray(), content);
        }
    }
}
