package io.ultimatemcp.sandbox.zygote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many nests should wait: one more than ran at the same time in the last half minute, at least
 * as many as the operator wants, and fewer when the machine's memory is short. Thread-safe.
 */
public final class Demand {
    private static final long MEMORY = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
    private static final long ENOUGH = Long.MAX_VALUE;

    private final int least;
    private final int most;
    private final long bytesEach;
    private final LongSupplier clock;
    private final LongSupplier available;
    private int current;
    private int peak;
    private long peakAt;
    private long lookedAt;
    private long seen;

    /**
     * Measures with the machine's own clock and memory.
     *
     * @param least how many wait when there is memory for them
     * @param most how many wait at most
     * @param bytesEach what one that waits costs
     */
    public Demand(int least, int most, long bytesEach) {
        this(least, most, bytesEach, System::nanoTime, Demand::availableMemory);
    }

    Demand(int least, int most, long bytesEach, LongSupplier clock, LongSupplier available) {
        this.least = least;
        this.most = Math.max(least, most);
        this.bytesEach = bytesEach;
        this.clock = clock;
        this.available = available;
        this.lookedAt = clock.getAsLong() - LOOK;
    }

    /** A program begins. */
    public synchronized void begin() {
        current++;
        if (current >= currentPeak()) {
            peak = current;
            peakAt = clock.getAsLong();
        }
    }

    /** A program has ended. */
    public synchronized void end() {
        current--;
    }

    /** How many may wait. */
    public int most() {
        return most;
    }

    /** How many should wait now. */
    public synchronized int target() {
        int wanted = Math.clamp(currentPeak() == 0 ? 0 : currentPeak() + 1, least, most);
        // an eighth of what is free may be spent on waiting
        return (int) Math.min(wanted, Math.max(least == 0 ? 0 : 1, free() / 8 / bytesEach));
    }

    private int currentPeak() {
        if (clock.getAsLong() - peakAt > MEMORY) {
            peak = current;
            peakAt = clock.getAsLong();
        }
        return peak;
    }

    private long free() {
        if (clock.getAsLong() - lookedAt >= LOOK) {
            lookedAt = clock.getAsLong();
            seen = available.getAsLong();
        }
        return seen;
    }

    private static long availableMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(ENOUGH);
        } catch (IOException e) {
            return ENOUGH;
        }
    }
}
