package io.ultimatemcp.ledger.task;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stood at some moment.
 *
 * @param id its name, 1…128 characters
 * @param principal who it belongs to; nobody else may see it
 * @param request JSON: what was asked
 * @param standing where it stands, with what belongs to that
 * @param createdAt kept to the microsecond
 * @param updatedAt when it last changed
 * @param ttl how long it is kept after {@code createdAt}; absent for ever
 * @param pollInterval how often the client should ask
 * @param version counts the changes; a new task has 0
 */
public record Task(
        String id,
        String principal,
        String request,
        Standing standing,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Duration ttl,
        @Nullable Duration pollInterval,
        long version) {
    private static final int LONGEST_ID = 128;

    /** Refuses what cannot be stored, with {@link IllegalArgumentException} naming the field. */
    public Task {
        if (id.isBlank() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("id must have 1 to " + LONGEST_ID + " characters");
        }
        Standing.checkJson("request", request);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A task that has just begun.
     *
     * @param id its name
     * @param principal who it belongs to
     * @param request JSON: what was asked
     * @param now when
     * @return a task under way, kept for ever, with no interval to poll at
     */
    public static Task begun(String id, String principal, String request, Instant now) {
        return new Task(id, principal, request, Standing.working(null), now, now, null, null, 0);
    }

    /**
     * When it may be forgotten.
     *
     * @return absent for never
     */
    public @Nullable Instant expiresAt() {
        return ttl == null ? null : createdAt.plus(ttl);
    }

    /**
     * The same with other times to live and to poll.
     *
     * @param keep how long it is kept; absent for ever
     * @param poll how often the client should ask
     * @return a new task
     */
    public Task kept(@Nullable Duration keep, @Nullable Duration poll) {
        return new Task(
                id, principal, request, standing, createdAt, updatedAt, keep, poll, version);
    }

    /**
     * The same at another point.
     *
     * @param next where it stands now
     * @param now when
     * @return a new task
     */
    public Task moved(Standing next, Instant now) {
        return new Task(id, principal, request, next, createdAt, now, ttl, pollInterval, version);
    }
}
