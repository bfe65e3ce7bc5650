package io.ultimatemcp.sandbox.cgroup;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes groups. The kernel lets a group go some moments after its last process; nobody waits for
 * that, and it is tried for as long as this process lives.
 */
public final class Removal {
    private static final int QUICK_TRIES = 50;
    private static final long QUICK_PAUSE = 1_000_000L;
    private static final int SLOW_TRIES = 500;
    private static final long SLOW_PAUSE = 20_000_000L;
    private static final long LONG_PAUSE = 1_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    /** Those at work. */
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
                                insist(group);
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

    private static void insist(Group group) {
        if (!tried(group, QUICK_TRIES, QUICK_PAUSE) && !tried(group, SLOW_TRIES, SLOW_PAUSE)) {
            LOG.warn("the kernel holds on to an empty control group: {}", group);
            while (!tried(group, QUICK_TRIES, LONG_PAUSE)) {
                LOG.debug("the kernel still holds on to {}", group);
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
