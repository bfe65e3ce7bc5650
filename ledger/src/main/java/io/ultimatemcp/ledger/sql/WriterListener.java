package io.ultimatemcp.ledger.sql;

import java.time.Duration;

/**
 * Hears what the writer does, for metrics. Called on the thread that does the work; must be quick
 * and must not throw.
 */
public interface WriterListener {
    /** Hears nothing. */
    WriterListener NONE = new WriterListener() {};

    /**
     * A commit is durable.
     *
     * @param changes how many it covered
     * @param took from the first of its statements to the end of the commit
     */
    default void committed(int changes, Duration took) {}

    /**
     * A commit failed, and nothing of it is stored.
     *
     * @param changes how many it would have covered
     */
    default void abandoned(int changes) {}

    /** A change found no place in the queue in time. */
    default void refused() {}
}
