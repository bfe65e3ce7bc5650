package io.ultimatemcp.sandbox.cgroup;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Those at work; each ends by itself after some ten seconds. */
    private static final Set<Thread> REMOVERS = ConcurrentHashMap.newKeySet();

    private Removal() {}

    /** Kills what is in the group and removes it, if need be after this call. */
    public static void of(Group group) {
        if (!group.remove()) {
            group.kill();
            Thread remover =
                    Thread.ofVirtual()
                            .name("sandbox-group-removal")
                            .unstarted(() -> {
                                if (!tried(group, QUICK_TRIES, QUICK_PAUSE)) {
                                    tried(group, SLOW_TRIES, SLOW_PAUSE);
                                }
                                REMOVERS.remove(Thread.currentThread());
                            });
            REMOVERS.add(remover);
            remover.start();
        }
    }

    /**
     * Waits until all that were begun are done: who ends the process earlier leaves groups behind.
     *
     * @param most how long
     */
    public static void await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (Thread remover : REMOVERS) {
            if (remover.isAlive()) {
                remover.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
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
