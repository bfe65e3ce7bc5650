package io.ultimatemcp.sandbox;

import java.util.Locale;

/** How a job ended. */
public enum Outcome {
    /** By itself, with a return code. */
    EXITED,
    /** Killed: the wall time or the CPU time was used up. */
    TIMED_OUT,
    /** Killed: the tree wanted more memory than the limit. */
    MEMORY_EXCEEDED,
    /** Killed: it wrote more on one stream than is kept. */
    OUTPUT_EXCEEDED,
    /** Killed: the tree wanted more processes and threads than the limit. */
    PROCESSES_EXCEEDED,
    /** A signal ended the program, not sent by the sandbox; the return code is 128 + signal. */
    SIGNALLED,
    /** Killed because the caller asked for it. */
    CANCELLED;

    /** The name in lower case, as in {@code timed_out}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
