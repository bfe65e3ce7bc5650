package io.ultimatemcp.sandbox.egress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One end of a connection, read through a buffer. One thread reads, one writes. */
final class Wire {
    private static final int SIZE = 16 << 10;

    private final SocketChannel channel;
    private final Runnable moved;
    private final ByteBuffer read = ByteBuffer.allocate(SIZE).limit(0);

    /** Tells {@code moved} whenever bytes came or went. */
    Wire(SocketChannel channel, Runnable moved) {
        this.channel = channel;
        this.moved = moved;
    }

    /** The next byte, or -1 at the end. */
    int next() throws IOException {
        return fill() ? read.get() & 0xFF : -1;
    }

    /** Waits for bytes, at most {@code most} of which are then taken; empty at the end. */
    ByteBuffer some(long most) throws IOException {
        if (!fill()) {
            return ByteBuffer.allocate(0);
        }
        int size = (int) Math.min(most, read.remaining());
        ByteBuffer taken = read.slice(read.position(), size);
        read.position(read.position() + size);
        return taken;
    }

    private boolean fill() throws IOException {
        if (read.hasRemaining()) {
            return true;
        }
        read.clear();
        int count = channel.read(read);
        read.flip();
        moved.run();
        return count > 0;
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
            moved.run();
        }
    }

    /** Nothing more will be written. */
    void finish() throws IOException {
        channel.shutdownOutput();
    }
}
