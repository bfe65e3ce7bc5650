package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Outcome;
import java.util.Locale;

/** Why a session ended. */
public enum Ending {
    /** Its interpreter ended by itself. */
    EXITED,
    /** A signal that was not ours ended its interpreter. */
    SIGNALLED,
    /** A cell went on after its time was up and it was interrupted. */
    TIMED_OUT,
    /** It wanted more memory than its limit. */
    MEMORY_EXCEEDED,
    /** It wanted more processes than its limit. */
    PROCESSES_EXCEEDED,
    /** A cell went on after it wrote too much and was interrupted. */
    OUTPUT_EXCEEDED,
    /** The call of a cell was cancelled. */
    CANCELLED,
    /** Its loop no longer answered as it should. */
    BROKEN,
    /** It used too much processor time between cells. */
    BACKGROUND,
    /** It lay unused for too long. */
    IDLE,
    /** It reached the age that no session outlives. */
    AGE,
    /** It was the longest unused when room was needed for another one. */
    EVICTED,
    /** Its owner, or the end of the server, closed it. */
    CLOSED;

    /** The name in lower case, as in {@code memory_exceeded}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Ending of(Outcome outcome) {
        return switch (outcome) {
            case EXITED -> EXITED;
            case SIGNALLED -> SIGNALLED;
            case TIMED_OUT -> TIMED_OUT;
            case MEMORY_EXCEEDED -> MEMORY_EXCEEDED;
            case PROCESSES_EXCEEDED -> PROCESSES_EXCEEDED;
            case OUTPUT_EXCEEDED -> OUTPUT_EXCEEDED;
            case CANCELLED -> CANCELLED;
        };
    }
}
