package io.ultimatemcp.server.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a content a {@code Range} header asks for (RFC 9110 section 14). Only a single
 * range is served; of what is not one, the section lets a server answer with the whole.
 */
sealed interface ByteRange {
    /** No range is asked for, or none that is served. */
    record Whole() implements ByteRange {}

    /**
     * A part.
     *
     * @param first number of its first byte, from 0
     * @param last number of its last byte
     */
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /** It begins beyond the end. */
    record Unsatisfiable() implements ByteRange {}

    /** Longer numbers than any content has bytes are cut by the pattern: they ask for no range. */
    Pattern SINGLE = Pattern.compile("(?i)bytes=(\\d{0,18})-(\\d{0,18})");

    /** Reads the header for a content of {@code size} bytes. */
    static ByteRange read(@Nullable String header, long size) {
        var match = SINGLE.matcher(header == null ? "" : header.strip());
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return new Whole();
        }
        if (match.group(1).isEmpty()) {
            long wanted = Math.min(Long.parseLong(match.group(2)), size);
            return wanted == 0 ? new Unsatisfiable() : new Part(size - wanted, size - 1);
        }
        long first = Long.parseLong(match.group(1));
        long last = match.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(match.group(2));
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }
}
