package io.ultimatemcp.sandbox;

/** A job under way. All methods may be called from any thread. */
public non-sealed interface Running extends Start {

    /**
     * Waits for the end. Every call gives the same report.
     *
     * @throws InterruptedException when the calling thread is interrupted; the job goes on, and
     *     ends at its limits at the latest
     */
    Report await() throws InterruptedException;

    /**
     * Kills the whole tree of processes at once. Returns without waiting; the report then says
     * {@link Outcome#CANCELLED}. Does nothing when the job has ended or was cancelled before.
     */
    void cancel();
}
