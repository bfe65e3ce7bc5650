package io.ultimatemcp.protocol.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is kept.
 *
 * @param id unguessable, 128 bits
 * @param owner the {@code Caller.id} that started it; for others it does not exist
 * @param statusMessage how far it is, for people, or null
 * @param life how long after {@code createdAt} it is kept
 * @param pollInterval how often the client should ask
 */
public record TaskRecord(
        String id,
        String owner,
        TaskState state,
        @Nullable String statusMessage,
        Instant createdAt,
        Instant lastUpdatedAt,
        Duration life,
        Duration pollInterval) {

    /** When it may be forgotten. */
    public Instant expiresAt() {
        return createdAt.plus(life);
    }

    /** The same task in another state. */
    public TaskRecord in(TaskState next, Instant now) {
        return new TaskRecord(id, owner, next, statusMessage, createdAt, now, life, pollInterval);
    }

    /** The same task with another message. */
    public TaskRecord saying(String message, Instant now) {
        return new TaskRecord(id, owner, state, message, createdAt, now, life, pollInterval);
    }
}
