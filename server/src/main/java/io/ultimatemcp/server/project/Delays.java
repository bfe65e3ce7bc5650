package io.ultimatemcp.server.project;

import java.time.Duration;
import java.util.Arrays;

/** How long the last runs took from the ledger to the graph. Thread-safe. */
final class Delays {
    private static final int KEPT = 512;

    private final long[] nanos = new long[KEPT];
    private long count;

    synchronized void add(Duration delay) {
        nanos[(int) (count++ % KEPT)] = delay.toNanos();
    }

    /** The delay that nineteen of twenty do not exceed; zero before the first. */
    synchronized Duration p95() {
        int known = (int) Math.min(count, KEPT);
        if (known == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(nanos, known);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.ceil(known * 0.95) - 1]);
    }
}
