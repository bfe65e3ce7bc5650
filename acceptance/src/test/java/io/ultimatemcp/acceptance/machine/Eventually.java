package io.ultimatemcp.acceptance.machine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces, such as the end of another program's process. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofMillis(10);

    private Eventually() {}

    /** Returns as soon as {@code condition} holds; fails when it does not within 30 s. */
    public static void that(String what, BooleanSupplier condition) {
        that(what, PATIENCE, TICK, condition);
    }

    /** The same within another time. */
    public static void that(String what, Duration patience, BooleanSupplier condition) {
        that(what, patience, TICK, condition);
    }

    /** The same within another time, looking each time that {@code tick} has passed. */
    public static void that(
            String what, Duration patience, Duration tick, BooleanSupplier condition) {
        var never = new CountDownLatch(1);
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end
                        || never.await(tick.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("not within " + patience + ": " + what);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
