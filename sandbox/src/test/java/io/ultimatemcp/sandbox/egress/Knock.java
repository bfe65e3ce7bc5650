package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection to the proxy, as a forwarder makes one. */
final class Knock implements AutoCloseable {
    private final SocketChannel channel;

    /** At the listener of that number. */
    Knock(Path socket, int listener) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.allocate(2).putShort(0, (short) listener));
    }

    void say(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Says no more. */
    void end() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            return; // it is closed
        }
    }

    /** Up to the end of the line, or of all. */
    String line() throws IOException {
        var line = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (channel.read(one) > 0 && one.get(0) != '\n') {
            line.append((char) one.get(0));
            one.clear();
        }
        return line.toString().strip();
    }

    /** All that comes until the other side ends. */
    String rest() {
        var all = new StringBuilder();
        var some = ByteBuffer.allocate(4096);
        try {
            while (channel.read(some) > 0) {
                all.append(new String(some.array(), 0, some.position(), ISO_8859_1));
                some.clear();
            }
        } catch (IOException e) {
            return all.toString(); // cut
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
