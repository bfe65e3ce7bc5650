package io.ultimatemcp.server.meter;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A look at something that may be slow, or not there: asked on a thread of its own, once at a time
 * however many scrape, and not again while the answer is fresh. Thread-safe.
 */
final class Glance<T> {
    private final String name;
    private final long freshNanos;
    private final Supplier<T> source;
    private @Nullable Look<T> last;

    private record Look<T>(long begun, CompletableFuture<T> answer) {}

    /**
     * Looks at {@code source}.
     *
     * @param fresh how old an answer may be
     * @param source may block and throw
     */
    Glance(String name, Duration fresh, Supplier<T> source) {
        this.name = name;
        this.freshNanos = fresh.toNanos();
        this.source = source;
    }

    String name() {
        return name;
    }

    /** Begins to look, unless that is under way or the last answer is fresh. */
    CompletableFuture<T> begin() {
        return look().answer();
    }

    /** What was asked for, empty when it does not come before {@link System#nanoTime} is this. */
    static <T> Optional<T> await(CompletableFuture<T> answer, long end) {
        try {
            return Optional.of(answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized Look<T> look() {
        Look<T> known = last;
        long now = System.nanoTime();
        if (known != null && isOfUse(known, now)) {
            return known;
        }
        var next = new Look<T>(now, new CompletableFuture<>());
        last = next;
        Thread.ofVirtual().name("scrape-" + name).start(() -> ask(next.answer()));
        return next;
    }

    private boolean isOfUse(Look<T> known, long now) {
        return !known.answer().isDone()
                || (!known.answer().isCompletedExceptionally()
                        && now - known.begun() <= freshNanos);
    }

    private void ask(CompletableFuture<T> answer) {
        try {
            answer.complete(source.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
