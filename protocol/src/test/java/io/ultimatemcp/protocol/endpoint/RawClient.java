package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.fixture.FixtureServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One TCP connection that says just what it is told, to hang up or read slowly when it likes. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(FixtureServer server) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
    }

    /** Sends a POST and reads nothing. */
    void post(String body, String... headers) throws IOException {
        var head =
                new StringBuilder("POST /mcp HTTP/1.1\r\nHost: localhost\r\n")
                        .append("Content-Type: application/json\r\n")
                        .append("Accept: application/json, text/event-stream\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads until {@code text} has come. */
    String readUntil(String text) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the server closed after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /** Hangs up, with a FIN, or with a RST when {@code hard}. */
    void hangUp(Ending ending) throws IOException {
        if (ending == Ending.RST) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    /** How a connection ends. */
    enum Ending {
        FIN,
        RST
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
