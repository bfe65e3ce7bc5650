package io.ultimatemcp.ledger.run;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes the names of runs: UUIDs of version 7 (RFC 9562 §5.7 with the counter of §6.2, method 1).
 *
 * <p>Of one generator each is greater than the one before, as text too, even when the clock steps
 * back; the last 62 bits are random, so that no name can be guessed from another. Safe for use by
 * many threads.
 */
public final class RunIds {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final int COUNTER_LIMIT = 1 << 12;
    private static final int COUNTER_SEED = 1 << 10;
    private static final int CHANCE_BYTES = Long.BYTES + Short.BYTES;

    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis;
    private int counter;

    /**
     * Makes a generator.
     *
     * @param time the clock that the names are ordered by
     */
    public RunIds(InstantSource time) {
        this.time = time;
    }

    /**
     * The next name.
     *
     * @return 36 characters, lower case
     */
    public String next() {
        var chance = new byte[CHANCE_BYTES];
        random.nextBytes(chance); // once: the generator locks and draws whole blocks
        var drawn = ByteBuffer.wrap(chance);
        long tail = drawn.getLong();
        int seed = drawn.getShort() & (COUNTER_SEED - 1);
        long head;
        synchronized (this) {
            long now = time.millis();
            if (now > lastMillis) {
                lastMillis = now;
                counter = seed;
            } else if (++counter == COUNTER_LIMIT) {
                lastMillis++;
                counter = seed;
            }
            head = (lastMillis << 16) | 0x7000L | counter;
        }
        return new UUID(head, (tail & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L).toString();
    }

    /**
     * Whether this is the name of a run; a door asks before it looks one up.
     *
     * @param id any text
     * @return true if it has the form of a UUIDv7 in lower case
     */
    public static boolean isRunId(String id) {
        return FORM.matcher(id).matches();
    }

    static void check(String field, String id) {
        if (!isRunId(id)) {
            throw new IllegalArgumentException(
                    field + " must be a UUIDv7 in lower case, not \"" + id + "\"");
        }
    }
}
