package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A host on loopback that talks with whoever connects. */
public final class Loopback implements AutoCloseable {
    /** Says everything back. */
    public static final Talk ECHO = (in, out) -> in.transferTo(out);

    /** Answers each HTTP request with its request line and Host header, and /away by a redirect. */
    public static Talk http(String away) {
        return (in, out) -> {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            String line = head.toString().lines().findFirst().orElse("");
            String host =
                    head.toString()
                            .lines()
                            .filter(field -> field.toLowerCase(Locale.ROOT).startsWith("host:"))
                            .findFirst()
                            .orElse("");
            String body = "%s|%s".formatted(line, host);
            String answer =
                    line.contains(" /away ")
                            ? "HTTP/1.1 302 Found\r\nLocation: " + away + "\r\nContent-Length: 0"
                            : "HTTP/1.1 200 OK\r\nContent-Length: " + body.length();
            out.write((answer + "\r\n\r\n").getBytes(ISO_8859_1));
            out.write((line.contains(" /away ") ? "" : body).getBytes(ISO_8859_1));
            in.transferTo(OutputStream.nullOutputStream());
        };
    }

    private @Nullable ServerSocket door;
    private final AtomicInteger connections = new AtomicInteger();
    private final Phaser open = new Phaser(1);

    /** What is said on one connection. */
    @FunctionalInterface
    public interface Talk {
        /** Says it; the connection is closed afterwards. */
        void with(InputStream in, OutputStream out) throws IOException;
    }

    /** Listens on a free port. */
    public void open(Talk talk) throws IOException {
        open(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), talk);
    }

    /** Listens there. */
    public void open(ServerSocket on, Talk talk) {
        door = on;
        Thread.ofVirtual().start(() -> accept(on, talk));
    }

    private void accept(ServerSocket on, Talk talk) {
        try {
            while (true) {
                Socket socket = on.accept();
                connections.incrementAndGet();
                open.register();
                Thread.ofVirtual().start(() -> talk(socket, talk));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void talk(Socket socket, Talk talk) {
        try (socket) {
            talk.with(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            return; // it hung up
        } finally {
            open.arriveAndDeregister();
        }
    }

    /** Its port. */
    public int port() {
        return Objects.requireNonNull(door).getLocalPort();
    }

    /** How many connected so far. */
    public int connections() {
        return connections.get();
    }

    /** Waits until none is open. */
    public void awaitNoConnection() throws InterruptedException, TimeoutException {
        int phase = open.arrive();
        open.awaitAdvanceInterruptibly(phase, 20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        if (door != null) {
            door.close();
        }
    }
}
