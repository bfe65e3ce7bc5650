package io.ultimatemcp.sandbox.output;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many bytes of memory some contents may take together, so that many large ones at once cannot
 * take all there is. Thread-safe; who waits is served in order.
 */
public final class Allotment {
    private static final int UNIT = 1 << 10;

    private final int units;
    private final Semaphore free;

    /** Of so many bytes, in whole KiB. */
    public Allotment(long bytes) {
        this.units = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
        this.free = new Semaphore(units, true);
    }

    /** One part of the heap that this process may have at most, of {@code parts}. */
    public static Allotment ofHeap(int parts) {
        return new Allotment(Runtime.getRuntime().maxMemory() / parts);
    }

    /** Bytes that may be taken together. */
    public long most() {
        return (long) units * UNIT;
    }

    /** Bytes that are taken. */
    public long taken() {
        return (long) (units - free.availablePermits()) * UNIT;
    }

    /**
     * Takes that many bytes, or all there are when it is fewer.
     *
     * @param patience how long to wait for them
     * @return empty when they did not come free in that time
     */
    public Optional<Portion> take(long bytes, Duration patience) throws InterruptedException {
        int wanted = units(bytes);
        return free.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new Portion(wanted))
                : Optional.empty();
    }

    /** Takes that many bytes when they are free now, as {@link #take} does. */
    public Optional<Portion> tryTake(long bytes) {
        int wanted = units(bytes);
        return free.tryAcquire(wanted) ? Optional.of(new Portion(wanted)) : Optional.empty();
    }

    private int units(long bytes) {
        return Math.clamp((bytes + UNIT - 1) / UNIT, 0, units);
    }

    /** What was taken. Thread-safe. */
    public final class Portion implements AutoCloseable {
        private final AtomicInteger held;

        private Portion(int held) {
            this.held = new AtomicInteger(held);
        }

        /** Gives back what is more than so many bytes. */
        public void shrink(long bytes) {
            int kept = units(bytes);
            int before = held.getAndUpdate(now -> Math.min(now, kept));
            free.release(Math.max(0, before - kept));
        }

        /** Gives all of it back; once more does nothing. */
        @Override
        public void close() {
            shrink(0);
        }
    }
}
