package io.ultimatemcp.graph.model;

/** Tells that nobody waits for an answer any more. */
@FunctionalInterface
public interface CancelSignal {

    /** Never cancelled. */
    CancelSignal NEVER = action -> () -> {};

    /**
     * Runs {@code action} once on cancellation, on any thread, or at once when that has happened
     * already.
     *
     * @return forgets the action when closed
     */
    Registration onCancel(Runnable action);

    /** An action that waits. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
