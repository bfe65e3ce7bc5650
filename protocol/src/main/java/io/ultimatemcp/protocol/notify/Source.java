package io.ultimatemcp.protocol.notify;

import java.time.Duration;

/** Where the one writer of a stream takes its messages from. */
public interface Source {
    /** Waits at most {@code wait} for something to do. */
    Next take(Duration wait) throws InterruptedException;

    /** The writer has gone; later messages need not be kept for it. */
    void abandoned();
}
