package io.ultimatemcp.server.settings;

import java.util.regex.Pattern;

/**
 * A number of bytes, written with a binary unit: {@code 64KiB}, {@code 4MiB}, {@code 1GiB}, or
 * plain bytes.
 *
 * @param bytes at least 0
 */
public record DataSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");

    /** Reads the written form; throws {@link IllegalArgumentException} when it is not one. */
    public static DataSize parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("is not a size such as 64KiB, 4MiB or 1048576");
        }
        long unit =
                switch (match.group(2)) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    case null, default -> 1L;
                };
        return new DataSize(Math.multiplyExact(Long.parseLong(match.group(1)), unit));
    }

    /** Fits an {@code int}, as buffers and arrays need it; larger sizes become the largest int. */
    public int toInt() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** Whole MiB in it. */
    public int toMegabytes() {
        return (int) Math.min(bytes >> 20, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        for (var unit : Unit.values()) {
            if (bytes >= unit.bytes && bytes % unit.bytes == 0) {
                return bytes / unit.bytes + unit.name();
            }
        }
        return bytes + "B";
    }

    private enum Unit {
        GiB(1L << 30),
        MiB(1L << 20),
        KiB(1L << 10);

        private final long bytes;

        Unit(long bytes) {
            this.bytes = bytes;
        }
    }
}
