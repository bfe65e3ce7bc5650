package io.ultimatemcp.server.meter;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often values fell between fixed bounds, and their sum. Thread-safe; recording allocates
 * nothing.
 */
final class Spread {
    private static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
    };
    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final double[] bounds;
    private final double unit;
    private final long[] limits;
    private final AtomicLongArray counts;
    private final LongAdder sum = new LongAdder();

    private Spread(double[] bounds, double unit) {
        this.bounds = bounds;
        this.unit = unit;
        this.limits = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            limits[i] = Math.round(bounds[i] * unit);
        }
        this.counts = new AtomicLongArray(bounds.length + 1);
    }

    /** Of durations, half a millisecond to five minutes. */
    static Spread ofDurations() {
        return new Spread(SECONDS, 1e9);
    }

    /** Of numbers of things, 1 to 256. */
    static Spread ofSizes() {
        return new Spread(SIZES, 1);
    }

    void record(Duration took) {
        record(took.toNanos());
    }

    /** Nanoseconds or things. */
    void record(long value) {
        int slot = 0;
        while (slot < limits.length && value > limits[slot]) {
            slot++;
        }
        counts.incrementAndGet(slot);
        sum.add(value);
    }

    /** The upper bounds, in seconds or things, and no bound at the end. */
    double[] bounds() {
        double[] all = java.util.Arrays.copyOf(bounds, bounds.length + 1);
        all[bounds.length] = Double.POSITIVE_INFINITY;
        return all;
    }

    /** How many fell below each bound and above the one before. */
    long[] counts() {
        var read = new long[counts.length()];
        for (int i = 0; i < read.length; i++) {
            read[i] = counts.get(i);
        }
        return read;
    }

    /** Seconds or things. */
    double sum() {
        return sum.sum() / unit;
    }
}
