package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two ends of a connection on loopback. */
final class Pair implements AutoCloseable {
    private final SocketChannel one;
    private final SocketChannel other;

    Pair() {
        try (var door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            one = SocketChannel.open(door.getLocalAddress());
            other = door.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head that is read when one end says this, and nothing more. */
    Head head(String bytes) throws Denied {
        try {
            one.write(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
            one.shutdownOutput();
            return Head.read(new Wire(other, () -> {})).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Connection.closeQuietly(one);
        Connection.closeQuietly(other);
    }
}
