package io.ultimatemcp.graph.model;

import java.time.Duration;

/**
 * Hears what happens, for metrics. Called on the thread that does the work; must be quick and must
 * not throw.
 */
public interface GraphListener {

    /** Hears nothing. */
    GraphListener NONE = new GraphListener() {};

    /** A transaction ended. */
    default void transaction(Kind kind, Ending ending, Duration took) {}

    /** The engine changed its state. */
    default void engine(EngineStatus status) {}

    /** A transaction failed for a passing reason and will be tried again. */
    default void retried(Kind kind) {}

    /** What the transaction was for. */
    enum Kind {
        READ,
        WRITE
    }

    /** How it went. */
    enum Ending {
        DONE,
        CALLER_FAULT,
        ENGINE_FAULT,
        TIMED_OUT,
        CANCELLED
    }
}
