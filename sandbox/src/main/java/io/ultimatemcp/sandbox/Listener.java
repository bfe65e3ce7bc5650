package io.ultimatemcp.sandbox;

/**
 * Hears a job while it runs. Called from threads of the sandbox, one stream never by two at once;
 * must return quickly, for the program waits when its pipe is full. At most 100 KB of each stream
 * are told.
 */
@FunctionalInterface
public interface Listener {
    /** Hears nothing. */
    Listener NONE = (stream, text) -> {};

    /** One of the two output streams. */
    enum Stream {
        /** Standard output. */
        STDOUT,
        /** Standard error. */
        STDERR
    }

    /** The program wrote {@code text}: whole characters, in order, never empty. */
    void wrote(Stream stream, String text);
}
