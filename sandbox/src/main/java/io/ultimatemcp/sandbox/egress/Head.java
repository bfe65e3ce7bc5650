package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The head of an HTTP/1.1 message (RFC 9112), read strictly: whatever two readers could understand
 * in two ways is refused, so that no second request can be hidden in a first.
 *
 * @param start the first line
 * @param fields in their order
 */
record Head(String start, List<Field> fields) {
    private static final int MOST_BYTES = 32 << 10;
    private static final int MOST_FIELDS = 200;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    Head {
        fields = List.copyOf(fields);
    }

    /**
     * One header.
     *
     * @param name in lower case
     */
    record Field(String name, String value) {}

    /**
     * Reads one; empty when the connection ended before its first byte.
     *
     * @throws Denied as a bad request, when it is none or too long
     */
    static Optional<Head> read(Wire from) throws IOException, Denied {
        var left = new int[] {MOST_BYTES};
        Optional<String> start = line(from, left);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var fields = new ArrayList<Field>();
        for (String line = next(from, left); !line.isEmpty(); line = next(from, left)) {
            fields.add(field(line));
            if (fields.size() > MOST_FIELDS) {
                throw new Denied(Denial.BAD_REQUEST);
            }
        }
        return Optional.of(new Head(start.get(), fields));
    }

    /** A line of its own, as those between chunks. */
    static String line(Wire from, int most) throws IOException, Denied {
        return next(from, new int[] {most});
    }

    private static String next(Wire from, int[] left) throws IOException, Denied {
        return line(from, left).orElseThrow(() -> new Denied(Denial.BAD_REQUEST));
    }

    private static Optional<String> line(Wire from, int[] left) throws IOException, Denied {
        var line = new StringBuilder();
        while (true) {
            int c = from.next();
            if (c < 0 && line.isEmpty()) {
                return Optional.empty();
            }
            if (c == '\r' && from.next() == '\n') {
                return Optional.of(line.toString());
            }
            boolean control = (c < ' ' && c != '\t') || c == 0x7F;
            if (control || --left[0] < 0) {
                throw new Denied(Denial.BAD_REQUEST);
            }
            line.append((char) c);
        }
    }

    private static Field field(String line) throws Denied {
        int colon = line.indexOf(':');
        if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        return new Field(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip());
    }

    /** The values of that header. */
    List<String> values(String name) {
        return fields.stream().filter(f -> f.name.equals(name)).map(Field::value).toList();
    }

    /** What the Connection headers name, in lower case. */
    List<String> options() {
        return values("connection").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** As bytes for the wire. */
    ByteBuffer encode() {
        var text = new StringBuilder(start).append("\r\n");
        fields.forEach(f -> text.append(f.name).append(": ").append(f.value).append("\r\n"));
        return ByteBuffer.wrap(text.append("\r\n").toString().getBytes(ISO_8859_1));
    }
}
