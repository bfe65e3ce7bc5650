package io.ultimatemcp.acceptance.machine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces, such as the end of another program's process. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long TICK_MILLIS = 10;

    private Eventually() {}

    /** Returns as soon as {@code condition} holds; fails when it does not within 30 s. */
    public static void that(String what, BooleanSupplier condition) {
        that(what, PATIENCE, condition);
    }

    /** Returns as soon as {@code condition} holds; fails when it does not within {@code patience}. */
    public static void that(String what, Duration patience, BooleanSupplier condition) {
        var never = new CountDownLatch(1);
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end || never.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("not within " + patience + ": " + what);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
