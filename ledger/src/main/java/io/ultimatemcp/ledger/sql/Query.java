package io.ultimatemcp.ledger.sql;

import org.jdbi.v3.core.Handle;

/**
 * Work on an open connection. A query that changes rows runs once, inside the writer's transaction;
 * it touches nothing but the handle, because what else it did would stay when the group that it
 * belongs to cannot be committed.
 *
 * @param <T> what it gives back; never null
 */
@FunctionalInterface
public interface Query<T> {
    /**
     * Does the work.
     *
     * @param handle is open; the query must not close, commit or keep it
     * @return the answer
     */
    T ask(Handle handle);
}
