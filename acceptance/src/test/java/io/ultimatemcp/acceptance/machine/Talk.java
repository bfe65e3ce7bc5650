package io.ultimatemcp.acceptance.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What a process says, line by line, read as it comes. Any thread. */
public final class Talk {
    /**
     * The first start of a distribution also makes its start cache, which takes a busy machine
     * minutes.
     */
    private static final long PATIENCE_NANOS = 240_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Talk() {}

    static Talk of(InputStream stream) {
        var talk = new Talk();
        Thread.startVirtualThread(() -> talk.listen(stream));
        return talk;
    }

    /** All that was said so far. */
    public List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /** The first line that fits; empty when the process fell silent without one. */
    Optional<String> await(Predicate<String> wanted) {
        lock.lock();
        try {
            long left = PATIENCE_NANOS;
            while (left > 0) {
                var found = lines.stream().filter(wanted).findFirst();
                if (found.isPresent() || ended) {
                    return found;
                }
                left = more.awaitNanos(left);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private void listen(InputStream stream) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(Optional.of(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            add(Optional.empty());
        }
    }

    private void add(Optional<String> line) {
        lock.lock();
        try {
            line.ifPresentOrElse(lines::add, () -> ended = true);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
