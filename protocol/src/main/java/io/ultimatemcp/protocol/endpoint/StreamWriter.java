package io.ultimatemcp.protocol.endpoint;

import java.io.IOException;

/** The body of a streamed answer. Used by one thread at a time. */
public interface StreamWriter extends AutoCloseable {

    /**
     * Writes and flushes {@code chunk}; blocks until the transport took it, so that a slow reader
     * slows the writer. An interrupt ends the wait.
     *
     * @throws IOException when the client has gone or the stream is closed
     */
    void write(byte[] chunk) throws IOException, InterruptedException;

    /** Ends the body; harmless when it has ended. */
    @Override
    void close();
}
