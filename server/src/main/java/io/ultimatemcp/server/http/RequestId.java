package io.ultimatemcp.server.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id that joins an answer, a log line and a stored run: the client's own when it is harmless,
 * else a fresh one.
 */
final class RequestId {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    static String of(@Nullable String given) {
        if (given != null && HARMLESS.matcher(given).matches()) {
            return given;
        }
        // Not a secret: it only has to be different each time.
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
