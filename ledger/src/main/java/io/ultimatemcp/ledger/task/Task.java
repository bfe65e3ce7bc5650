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
 * @param status where it stands
 * @param statusMessage a sentence for people
 * @param createdAt kept to the microsecond
 * @param updatedAt when it last changed
 * @param ttl how long it is kept after {@code createdAt}; absent for ever
 * @param pollInterval how often the client should ask
 * @param request JSON: what was asked
 * @param inputRequests JSON: what the client is asked for
 * @param result JSON, once completed
 * @param error JSON, once failed
 * @param version counts the changes; a new task has 0
 */
public record Task(
        String id,
        String principal,
        TaskStatus status,
        @Nullable String statusMessage,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Duration ttl,
        @Nullable Duration pollInterval,
        String request,
        @Nullable String inputRequests,
        @Nullable String result,
        @Nullable String error,
        long version) {
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_JSON = 1 << 24;

    /** Refuses what cannot be stored, with {@link IllegalArgumentException} naming the field. */
    public Task {
        if (id.isBlank() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("id must have 1 to " + LONGEST_ID + " characters");
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
        checkJson("request", request);
        checkJson("inputRequests", inputRequests);
        checkJson("result", result);
        checkJson("error", error);
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
        return new Task(
                id,
                principal,
                TaskStatus.WORKING,
                null,
                now,
                now,
                null,
                null,
                request,
                null,
                null,
                null,
                0);
    }

    /**
     * When it may be forgotten.
     *
     * @return absent for never
     */
    public @Nullable Instant expiresAt() {
        return ttl == null ? null : createdAt.plus(ttl);
    }

    private static void checkJson(String field, @Nullable String json) {
        if (json != null && (json.length() > LONGEST_JSON || json.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    field + " must be JSON text of at most " + LONGEST_JSON + " characters");
        }
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
                id,
                principal,
                status,
                statusMessage,
                createdAt,
                updatedAt,
                keep,
                poll,
                request,
                inputRequests,
                result,
                error,
                version);
    }

    /**
     * The same at another point.
     *
     * @param next where it stands now
     * @param message a sentence for people
     * @param now when
     * @return a new task without input requests, result or error
     */
    public Task moved(TaskStatus next, @Nullable String message, Instant now) {
        return new Task(
                id,
                principal,
                next,
                message,
                createdAt,
                now,
                ttl,
                pollInterval,
                request,
                null,
                null,
                null,
                version);
    }

    /**
     * The same, waiting for the client.
     *
     * @param requests JSON: what it is asked for
     * @param now when
     * @return a new task
     */
    public Task asking(String requests, Instant now) {
        return new Task(
                id,
                principal,
                TaskStatus.INPUT_REQUIRED,
                statusMessage,
                createdAt,
                now,
                ttl,
                pollInterval,
                request,
                requests,
                result,
                error,
                version);
    }

    /**
     * The same with its result.
     *
     * @param answer JSON
     * @param now when
     * @return a completed task
     */
    public Task completed(String answer, Instant now) {
        return new Task(
                id,
                principal,
                TaskStatus.COMPLETED,
                statusMessage,
                createdAt,
                now,
                ttl,
                pollInterval,
                request,
                null,
                answer,
                null,
                version);
    }

    /**
     * The same with its error.
     *
     * @param fault JSON
     * @param message a sentence for people
     * @param now when
     * @return a failed task
     */
    public Task failed(String fault, @Nullable String message, Instant now) {
        return new Task(
                id,
                principal,
                TaskStatus.FAILED,
                message,
                createdAt,
                now,
                ttl,
                pollInterval,
                request,
                null,
                null,
                fault,
                version);
    }
}
