package io.ultimatemcp.ledger.blob;

import java.io.IOException;

/** Where a reader takes its bytes from. */
interface Slices extends AutoCloseable {
    /** Reads up to {@code length} bytes at {@code position}; at least one unless at the end. */
    int read(long position, byte[] into, int offset, int length) throws IOException;

    @Override
    void close() throws IOException;
}
