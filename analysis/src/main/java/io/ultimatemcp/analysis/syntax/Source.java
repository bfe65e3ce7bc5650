package io.ultimatemcp.analysis.syntax;

import io.ultimatemcp.analysis.model.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a tree, in UTF-8, and the way from its bytes to lines and columns. Columns count code
 * points: every {@value #STRIDE} bytes the number of code points so far is noted, so that a
 * position costs the same in a line of a million characters as in a short one.
 */
public final class Source {
    private static final int STRIDE = 256;

    private final byte[] bytes;
    private final int[] lines;
    private final int[] codePoints;

    Source(byte[] bytes) {
        this.bytes = bytes;
        this.lines = lines(bytes);
        this.codePoints = codePoints(bytes);
    }

    /** The text between two byte offsets. */
    public String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Where the text between two byte offsets stands. */
    public Span span(int start, int end) {
        int first = line(start);
        int last = line(end);
        return new Span(first + 1, column(first, start), last + 1, column(last, end));
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lines, offset);
        return found >= 0 ? found : -found - 2;
    }

    private int column(int line, int offset) {
        return before(offset) - before(lines[line]) + 1;
    }

    /** Code points before a byte offset. */
    private int before(int offset) {
        int stride = offset / STRIDE;
        int count = codePoints[stride];
        for (int i = stride * STRIDE; i < offset; i++) {
            if (starts(bytes[i])) {
                count++;
            }
        }
        return count;
    }

    private static int[] lines(byte[] bytes) {
        int count = 1;
        for (byte b : bytes) {
            if (b == '\n') {
                count++;
            }
        }
        var starts = new int[count];
        int line = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                starts[line++] = i + 1;
            }
        }
        return starts;
    }

    private static int[] codePoints(byte[] bytes) {
        var counts = new int[bytes.length / STRIDE + 1];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (i % STRIDE == 0) {
                counts[i / STRIDE] = count;
            }
            if (starts(bytes[i])) {
                count++;
            }
        }
        if (bytes.length % STRIDE == 0) {
            counts[bytes.length / STRIDE] = count;
        }
        return counts;
    }

    /** Whether a byte is the first of a code point. */
    private static boolean starts(byte b) {
        return (b & 0xc0) != 0x80;
    }
}
