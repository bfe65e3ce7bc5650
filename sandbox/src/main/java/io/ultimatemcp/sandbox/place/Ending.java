package io.ultimatemcp.sandbox.place;

/**
 * How the first program of a place ended.
 *
 * @param code its own return code; 128 + signal when a signal ended it
 * @param signalled whether a signal ended it
 */
public record Ending(int code, boolean signalled) {
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int SIGKILL = 9;

    /** It returned. */
    public static Ending returned(int code) {
        return new Ending(code, false);
    }

    /** A signal ended it. */
    public static Ending signalled(int signal) {
        return new Ending(SIGNAL_BASE + signal, true);
    }

    /** It was killed with all else in its place. */
    public static Ending killed() {
        return signalled(SIGKILL);
    }

    /** What a shell's way of telling most likely means: 129 to 192 stand for signals. */
    public static Ending guessed(int code) {
        return new Ending(code, code > SIGNAL_BASE && code <= SIGNAL_BASE + LAST_SIGNAL);
    }
}
