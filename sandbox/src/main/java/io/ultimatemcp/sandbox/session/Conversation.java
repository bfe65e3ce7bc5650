package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Held;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Outcome;
import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.output.Kept;
import io.ultimatemcp.sandbox.output.Space;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One cell from its request to its end.
 *
 * <p>Theory of operation: a single thread goes round: it sends what the pipe takes, reads what is
 * there of output and answer, and looks at the limits. It never reads more than is there and never
 * writes into a pipe that is not empty, so nothing that happens in the sandbox can hold it: a loop
 * that neither answers nor dies is interrupted when its time is up and killed a little later. When
 * the answer is complete, all that the cell wrote lies in the pipes, for a write ends before its
 * writer goes on; what comes later belongs to no cell.
 */
final class Conversation {
    /** How long a cell may take to end after it was interrupted. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final long JUDGE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int KILLED = 137;

    private final Held held;
    private final byte[] request;
    private final Limits limits;
    private final BooleanSupplier cancelled;
    private final Reply reply;
    private final Kept stdout;
    private final Kept stderr;
    private final Usage base;
    private final long begin = System.nanoTime();
    private final byte[] buffer = new byte[1 << 16];
    private int sent;
    private long judgedAt;
    private long lastChance = Long.MAX_VALUE;
    private boolean forged;
    private boolean killed;
    private @Nullable Outcome cause;

    Conversation(
            Held held,
            long cell,
            byte[] request,
            Job job,
            Listener listener,
            Space space,
            BooleanSupplier cancelled) {
        this.held = held;
        this.request = request;
        this.limits = job.limits();
        this.cancelled = cancelled;
        this.reply = new Reply(cell, space);
        this.stdout =
                new Kept(
                        limits.output(),
                        space,
                        text -> listener.wrote(Listener.Stream.STDOUT, text));
        this.stderr =
                new Kept(
                        limits.output(),
                        space,
                        text -> listener.wrote(Listener.Stream.STDERR, text));
        this.base = held.usage();
    }

    /**
     * How a cell ended.
     *
     * @param ending why the session ended with it; empty when it lives
     * @param cpuNanos of the tree during the cell
     * @param peakMemory of the session so far
     */
    record Result(
            Outcome outcome,
            int code,
            Kept stdout,
            Kept stderr,
            Reply reply,
            Optional<Ending> ending,
            Duration duration,
            long cpuNanos,
            long peakMemory) {}

    /** Goes on until the answer is there or the session is dead. */
    Result hold() throws InterruptedException {
        long pause = SHORTEST_PAUSE;
        try {
            while (!reply.isComplete()) {
                boolean alive = held.isAlive();
                if (turn()) {
                    pause = SHORTEST_PAUSE;
                } else if (!alive) {
                    break;
                } else {
                    LockSupport.parkNanos(pause);
                    pause = Math.min(pause * 5 / 4, LONGEST_PAUSE);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
                watch();
            }
            hear(held.stdout(), stdout);
            hear(held.stderr(), stderr);
        } catch (IOException e) {
            held.kill(); // the pipes were closed under us: the sandbox is closing
            killed = true;
        } catch (InterruptedException e) {
            held.kill();
            throw e;
        }
        stdout.end();
        stderr.end();
        return result();
    }

    private boolean turn() throws IOException, InterruptedException {
        boolean moved = send();
        moved |= hear(held.stdout(), stdout);
        moved |= hear(held.stderr(), stderr);
        moved |= listen();
        return moved;
    }

    private boolean send() throws IOException {
        if (sent == request.length || held.control().in().available() > 0) {
            return false;
        }
        int length = Math.min(Held.ATOMIC, request.length - sent);
        held.control().out().write(request, sent, length);
        sent += length;
        return true;
    }

    private boolean hear(Held.Pipe pipe, Kept kept) throws IOException {
        int length = Math.min(buffer.length, pipe.in().available());
        if (length == 0) {
            return false;
        }
        length = pipe.in().read(buffer, 0, length);
        if (kept.add(buffer, length)) {
            interrupt(Outcome.OUTPUT_EXCEEDED);
        }
        return true;
    }

    private boolean listen() throws IOException, InterruptedException {
        int length = Math.min(buffer.length, held.reply().in().available());
        if (length == 0) {
            return false;
        }
        length = held.reply().in().read(buffer, 0, length);
        try {
            if (!forged) {
                reply.feed(buffer, length);
            }
        } catch (Reply.Forgery e) {
            forged = true;
            kill();
        }
        return true;
    }

    private void watch() throws IOException {
        long now = System.nanoTime();
        if (killed) {
            return;
        }
        if (cancelled.getAsBoolean()) {
            kill(Outcome.CANCELLED);
        } else if (now > lastChance) {
            kill();
        } else if (now - begin > limits.wall().toNanos()) {
            interrupt(Outcome.TIMED_OUT);
        }
        if (now - judgedAt > JUDGE_NANOS) {
            judgedAt = now;
            judge(held.usage());
        }
    }

    private void judge(Usage usage) throws IOException {
        if (usage.memoryKills() > base.memoryKills()) {
            kill(Outcome.MEMORY_EXCEEDED);
        } else if (usage.processRefusals() > base.processRefusals()) {
            kill(Outcome.PROCESSES_EXCEEDED);
        } else if (usage.cpuNanos() - base.cpuNanos() > limits.cpu().toNanos()) {
            interrupt(Outcome.TIMED_OUT);
        }
    }

    /** Only the first reason counts. */
    private void interrupt(Outcome reason) throws IOException {
        if (cause == null) {
            cause = reason;
            lastChance = System.nanoTime() + GRACE.toNanos();
            try {
                held.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void kill(Outcome reason) {
        if (cause == null) {
            cause = reason;
        }
        kill();
    }

    private void kill() {
        if (!killed) {
            killed = true;
            held.kill();
        }
    }

    private Result result() {
        var duration = Duration.ofNanos(System.nanoTime() - begin);
        Usage usage = held.usage();
        boolean lives = reply.isComplete() && !killed && held.isAlive();
        int code = lives ? reply.code() : held.exitCode().orElse(KILLED);
        if (!lives && cause == null && usage.memoryKills() > base.memoryKills()) {
            cause = Outcome.MEMORY_EXCEEDED;
        }
        if (!lives && cause == null && usage.processRefusals() > base.processRefusals()) {
            cause = Outcome.PROCESSES_EXCEEDED;
        }
        Outcome outcome = cause;
        if (outcome == null) {
            boolean signal = !lives && code > SIGNAL_BASE && code <= SIGNAL_BASE + LAST_SIGNAL;
            outcome = signal ? Outcome.SIGNALLED : Outcome.EXITED;
        }
        return new Result(
                outcome,
                code,
                stdout,
                stderr,
                reply,
                lives ? Optional.empty() : Optional.of(forged ? Ending.BROKEN : Ending.of(outcome)),
                duration,
                Math.max(0, usage.cpuNanos() - Math.max(0, base.cpuNanos())),
                Math.max(0, usage.peakMemory()));
    }
}
