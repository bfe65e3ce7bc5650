package io.ultimatemcp.analysis.hint;

import java.time.Duration;

/** The work that one search may be: nodes walked and expressions looked into, and their time. */
final class Budget {
    private static final int CLOCK_EVERY = 256;

    private final long deadline;
    private final long steps;
    private long taken;
    private boolean spent;

    Budget(long steps, Duration time) {
        this.steps = steps;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** Takes one step; false when there is none left, and from then on. */
    boolean step() {
        if (!spent) {
            boolean late = taken % CLOCK_EVERY == 0 && System.nanoTime() - deadline > 0;
            spent = taken >= steps || late;
            taken++;
        }
        return !spent;
    }

    boolean isSpent() {
        return spent;
    }
}
