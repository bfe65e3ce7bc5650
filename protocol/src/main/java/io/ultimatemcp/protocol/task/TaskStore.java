package io.ultimatemcp.protocol.task;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps tasks. Thread-safe; may block. */
public interface TaskStore {

    /**
     * Keeps a new task; when this returns, {@link #find} finds it, also after a restart if durable.
     */
    void create(TaskRecord task);

    Optional<TaskRecord> find(String id);

    /**
     * Replaces a task by what {@code change} makes of it, as one step. {@code change} may run more
     * than once and may return its argument to change nothing.
     *
     * @return what is kept now; empty when there is no such task
     */
    Optional<TaskRecord> update(String id, UnaryOperator<TaskRecord> change);

    /** Tasks of {@code owner} that are not in a terminal state. */
    int running(String owner);

    /** Forgets what expired before {@code now}. */
    void purge(Instant now);
}
