package io.ultimatemcp.sandbox.session;

import java.time.Duration;

/**
 * What sessions may take.
 *
 * @param each sessions that one owner may have at a time; at least 1
 * @param all sessions that there may be at a time; at least 1
 * @param idle how long a session may lie unused before it ends
 * @param lifetime how long a session may live, used or not
 * @param turn how long a call waits for another one in the same session
 */
public record SessionSettings(int each, int all, Duration idle, Duration lifetime, Duration turn) {
    /** Checks the numbers. */
    public SessionSettings {
        if (each < 1 || all < 1) {
            throw new IllegalArgumentException("there must be room for one session");
        }
    }

    /** 4 of each owner, 16 in all, 10 minutes idle, an hour in all, 10 s for a turn. */
    public static SessionSettings standard() {
        return new SessionSettings(
                4, 16, Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofSeconds(10));
    }
}
