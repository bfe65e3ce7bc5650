package io.ultimatemcp.ledger.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes of an open file; it stays readable while it is open, even when it is deleted. */
record FileSlices(FileChannel channel) implements Slices {
    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(into, offset, length), position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
