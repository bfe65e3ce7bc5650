package io.ultimatemcp.sandbox.place;

/**
 * How the first program of a place ended.
 *
 * @param how what ended it
 * @param code its own return code; 128 + signal when it was killed or never came to run
 */
public record Ending(How how, int code) {
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int SIGKILL = 9;

    /** What ended a program. */
    public enum How {
        /** It returned. */
        RETURNED,
        /** A signal ended it, or its whole place was killed. */
        SIGNALLED,
        /** Its place was lost before it was let go: nothing of it has run. */
        NEVER_BEGUN
    }

    /** It returned. */
    public static Ending returned(int code) {
        return new Ending(How.RETURNED, code);
    }

    /** A signal ended it. */
    public static Ending signalled(int signal) {
        return new Ending(How.SIGNALLED, SIGNAL_BASE + signal);
    }

    /** It was killed with all else in its place. */
    public static Ending killed() {
        return signalled(SIGKILL);
    }

    /** Its place was lost, or killed by us, before it was let go. */
    public static Ending neverBegun() {
        return new Ending(How.NEVER_BEGUN, SIGNAL_BASE + SIGKILL);
    }

    /** What a shell's way of telling most likely means: 129 to 192 stand for signals. */
    public static Ending guessed(int code) {
        return code > SIGNAL_BASE && code <= SIGNAL_BASE + LAST_SIGNAL
                ? new Ending(How.SIGNALLED, code)
                : returned(code);
    }
}
