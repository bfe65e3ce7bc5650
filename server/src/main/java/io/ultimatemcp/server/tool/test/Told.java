package io.ultimatemcp.server.tool.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cleans what a stranger's log tells: bounded, printable, and a path only when it is one of ours.
 */
final class Told {
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
    private static final int MAX_PATH = 300;
    private static final String WORK = "/work/";

    private Told() {}

    /** At most {@code limit} characters, without control characters and halves of surrogates. */
    static String text(String told, int limit) {
        String bounded = told.length() <= limit ? told : told.substring(0, limit) + "…";
        byte[] unicode = bounded.getBytes(StandardCharsets.UTF_8);
        return UNPRINTABLE.matcher(new String(unicode, StandardCharsets.UTF_8)).replaceAll("");
    }

    /** A path below /work, relative to it; null when it is none. */
    static @Nullable String path(String told) {
        String path = told.startsWith(WORK) ? told.substring(WORK.length()) : told;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        boolean ours =
                !path.isEmpty()
                        && path.length() <= MAX_PATH
                        && !path.startsWith("/")
                        && !List.of(path.split("/", -1)).contains("..")
                        && text(path, MAX_PATH).equals(path);
        return ours ? path : null;
    }

    static double seconds(double told) {
        return told >= 0 && told < 1e6 ? told : 0;
    }

    static double percent(double told) {
        return Double.isNaN(told) ? 0 : Math.clamp(told, 0.0, 100.0);
    }
}
