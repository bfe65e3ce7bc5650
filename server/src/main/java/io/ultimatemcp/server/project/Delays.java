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

    /** How many there were. */
    synchronized long count() {
        return count;
    }

    /**
     * The delay that this share of the last ones does not exceed; zero before the first.
     *
     * @param share above 0, at most 1
     */
    synchronized Duration quantile(double share) {
        int known = (int) Math.min(count, KEPT);
        if (known == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(nanos, known);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.ceil(known * share) - 1]);
    }
}
