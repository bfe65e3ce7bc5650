package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * Passes the body of one message on, and nothing that comes after it.
 *
 * @param from where it comes from
 * @param to where it goes
 */
record Body(Wire from, Sink to) {
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;.*)?");
    private static final int LINE = 1_024;
    private static final int MOST_TRAILERS = 64;

    /** Takes bytes. */
    @FunctionalInterface
    interface Sink {
        void take(ByteBuffer bytes) throws IOException, Denied;
    }

    void pass(Framing framing) throws IOException, Denied {
        switch (framing) {
            case Framing.Length(long bytes) -> some(bytes);
            case Framing.Chunked() -> chunks();
            case Framing.ToTheEnd() -> all();
        }
    }

    private void all() throws IOException, Denied {
        for (ByteBuffer some = from.some(Long.MAX_VALUE);
                some.hasRemaining();
                some = from.some(Long.MAX_VALUE)) {
            to.take(some);
        }
    }

    private void some(long bytes) throws IOException, Denied {
        long left = bytes;
        while (left > 0) {
            ByteBuffer some = from.some(left);
            if (!some.hasRemaining()) {
                throw new Denied(Denial.BAD_REQUEST);
            }
            left -= some.remaining();
            to.take(some);
        }
    }

    /** Written anew, without extensions and trailers. */
    private void chunks() throws IOException, Denied {
        long size = -1;
        while (size != 0) {
            var line = SIZE.matcher(Head.line(from, LINE));
            if (!line.matches()) {
                throw new Denied(Denial.BAD_REQUEST);
            }
            size = Long.parseLong(line.group(1), 16);
            if (size > 0) {
                to.take(ascii(Long.toHexString(size) + "\r\n"));
                some(size);
                if (!Head.line(from, LINE).isEmpty()) {
                    throw new Denied(Denial.BAD_REQUEST);
                }
                to.take(ascii("\r\n"));
            }
        }
        int trailers = 0;
        while (!Head.line(from, LINE).isEmpty()) {
            if (++trailers > MOST_TRAILERS) {
                throw new Denied(Denial.BAD_REQUEST);
            }
        }
        to.take(ascii("0\r\n\r\n"));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
