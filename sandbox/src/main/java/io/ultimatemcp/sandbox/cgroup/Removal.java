package io.ultimatemcp.sandbox.cgroup;

import java.util.concurrent.locks.LockSupport;

/**
 * Removes groups. The kernel lets a group go some moments after its last process; nobody waits for
 * that.
 */
public final class Removal {
    private static final int QUICK_TRIES = 50;
    private static final long QUICK_PAUSE = 1_000_000L;
    private static final int SLOW_TRIES = 500;
    private static final long SLOW_PAUSE = 20_000_000L;

    private Removal() {}

    /** Kills what is in the group and removes it, if need be after this call. */
    public static void of(Group group) {
        if (!group.remove()) {
            group.kill();
            Thread.ofVirtual()
                    .name("sandbox-group-removal")
                    .start(() -> {
                        if (!tried(group, QUICK_TRIES, QUICK_PAUSE)) {
                            tried(group, SLOW_TRIES, SLOW_PAUSE);
                        }
                    });
        }
    }

    private static boolean tried(Group group, int times, long pauseNanos) {
        for (int i = 0; i < times; i++) {
            LockSupport.parkNanos(pauseNanos);
            if (group.remove()) {
                return true;
            }
            group.kill();
        }
        return false;
    }
}
