package io.ultimatemcp.sandbox.output;

import java.nio.charset.StandardCharsets;

/**
 * The part of an output that is shown: all of it, or head and tail with a note between.
 *
 * @param text at most {@link #LIMIT} bytes as UTF-8; malformed input is replaced by U+FFFD
 * @param truncated whether something was left out
 */
public record Window(String text, boolean truncated) {
    /** Most bytes of a window in UTF-8: 100 KB, the note included. */
    public static final int LIMIT = 100_000;

    private static final int HALF = (LIMIT - 100) / 2;

    /**
     * Cuts a window.
     *
     * @param kept the first bytes of the output
     * @param written how many bytes there were in all
     */
    public static Window of(byte[] kept, long written) {
        if (kept.length <= LIMIT && kept.length == written) {
            String all = decode(kept, 0, kept.length);
            if (size(all) <= LIMIT) {
                return new Window(all, false);
            }
        }
        int headEnd = headEnd(kept);
        int tailStart = Math.max(headEnd, tailStart(kept));
        long omitted = written - headEnd - (kept.length - tailStart);
        return new Window(
                decode(kept, 0, headEnd)
                        + "\n[… "
                        + omitted
                        + " bytes omitted …]\n"
                        + decode(kept, tailStart, kept.length),
                true);
    }

    /** Malformed bytes grow threefold when they are replaced, so the cut may have to move. */
    private static int headEnd(byte[] kept) {
        int end = wholeCharactersEnd(kept, Math.min(HALF, kept.length / 2));
        int excess = size(decode(kept, 0, end)) - HALF;
        while (excess > 0) {
            end = wholeCharactersEnd(kept, end - Math.max(1, excess / 3));
            excess = size(decode(kept, 0, end)) - HALF;
        }
        return end;
    }

    private static int tailStart(byte[] kept) {
        int start = wholeCharactersStart(kept, Math.max(kept.length - HALF, kept.length / 2));
        int excess = size(decode(kept, start, kept.length)) - HALF;
        while (excess > 0) {
            start = wholeCharactersStart(kept, start + Math.max(1, excess / 3));
            excess = size(decode(kept, start, kept.length)) - HALF;
        }
        return start;
    }

    /** The last place at or before {@code end} where a character begins. */
    private static int wholeCharactersEnd(byte[] kept, int end) {
        int place = end;
        while (place > 0 && place > end - 3 && place < kept.length && isContinuation(kept[place])) {
            place--;
        }
        return place;
    }

    /** The first place at or after {@code start} where a character begins. */
    private static int wholeCharactersStart(byte[] kept, int start) {
        int place = start;
        while (place < kept.length && place < start + 3 && isContinuation(kept[place])) {
            place++;
        }
        return place;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static String decode(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
