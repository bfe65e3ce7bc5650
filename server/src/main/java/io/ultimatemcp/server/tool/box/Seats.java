package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the programs that each principal runs, so that none takes every place of the sandbox.
 * Knows only principals with a program under way. Safe for any thread.
 */
final class Seats {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /** A place taken; closing gives it back, once. */
    interface Seat extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a place of {@code principal}; throws {@link Refusal} (429) when it has its share. */
    Seat take(String principal, Share share) {
        taken.compute(
                principal,
                (_, count) -> {
                    int now = count == null ? 0 : count;
                    if (now >= share.concurrent()) {
                        throw new Refusal(full(share));
                    }
                    return now + 1;
                });
        var given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                taken.computeIfPresent(principal, (_, count) -> count == 1 ? null : count - 1);
            }
        };
    }

    private static Problem full(Share share) {
        return Problem.retryLater(
                ErrorCode.TOO_MANY_REQUESTS,
                "%d programs of this caller run already, the limit of the role %s; try again"
                        .formatted(share.concurrent(), share.roleName()),
                RETRY);
    }
}
