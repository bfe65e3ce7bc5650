package io.ultimatemcp.acceptance.machine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.regex.Pattern;

/** A bare connection, for what no well-behaved client would send. */
public final class Wire {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private Wire() {}

    /**
     * Sends {@code bytes} and reads until a whole answer is there or the server closes; "" when it
     * closed without a word. Fails when the server does neither within 20 s.
     */
    public static String exchange(URI server, byte[] bytes) {
        try (var socket = open(server)) {
            send(socket, bytes);
            return receive(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with text, whose lines are ended as HTTP ends them. */
    public static String exchange(URI server, String text) {
        return exchange(server, bytes(text));
    }

    /** Sends text, promises no more, and reads until the server closes. */
    public static String breakOff(URI server, String text) {
        try (var socket = open(server)) {
            send(socket, bytes(text));
            socket.shutdownOutput();
            return receive(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of an answer; 0 when there was none. */
    public static int status(String answer) {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    private static Socket open(URI server) throws IOException {
        var socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException refused) {
            // A server may close on the first wrong byte; what it said before is still to be read.
            assert !socket.isInputShutdown() : refused;
        }
    }

    private static String receive(Socket socket) {
        var heard = new ByteArrayOutputStream();
        byte[] chunk = new byte[8_192];
        try {
            var in = socket.getInputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                heard.write(chunk, 0, n);
                if (isWhole(heard.toString(ISO_8859_1))) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection hangs after: " + heard, e);
        } catch (IOException reset) {
            // The server closed with bytes of ours unread: what arrived before counts.
            return heard.toString(ISO_8859_1);
        }
        return heard.toString(ISO_8859_1);
    }

    private static boolean isWhole(String answer) {
        int head = answer.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        var length = LENGTH.matcher(answer.substring(0, head));
        return length.find() && answer.length() >= head + 4 + Integer.parseInt(length.group(1));
    }
}
