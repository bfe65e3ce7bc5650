package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.feature.Caller;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * Counts what runs at once, in all and for each caller, and refuses rather than queues.
 * Thread-safe.
 */
final class Admission {
    private final int most;
    private final Semaphore all;
    private final int perCaller;
    private final ConcurrentMap<String, Integer> callers = new ConcurrentHashMap<>();

    Admission(int all, int perCaller) {
        this.most = all;
        this.all = new Semaphore(all);
        this.perCaller = perCaller;
    }

    /** Takes a place, which {@link #leave} gives back; false when there is none. */
    boolean enter(Caller caller) {
        if (!all.tryAcquire()) {
            return false;
        }
        if (callers.merge(caller.id(), 1, Integer::sum) > perCaller) {
            leave(caller);
            return false;
        }
        return true;
    }

    /** How many are inside. */
    int inside() {
        return most - all.availablePermits();
    }

    void leave(Caller caller) {
        callers.computeIfPresent(caller.id(), (id, count) -> count == 1 ? null : count - 1);
        all.release();
    }
}
