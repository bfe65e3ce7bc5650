package io.ultimatemcp.protocol.endpoint;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One slow tick for everything that waits: cheaper than a timer for each call, and late by at most
 * one period.
 */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final Set<Beat> beats = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> timer;

    Pulse(ScheduledExecutorService scheduler, Duration period) {
        long millis = period.toMillis();
        this.timer =
                scheduler.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Something that looks at the time now and then; must not block. */
    @FunctionalInterface
    interface Beat {
        void tick(long nanoTime);
    }

    void add(Beat beat) {
        beats.add(beat);
    }

    void remove(Beat beat) {
        beats.remove(beat);
    }

    @Override
    public void close() {
        timer.cancel(false);
    }

    private void tick() {
        long now = System.nanoTime();
        for (Beat beat : beats) {
            try {
                beat.tick(now);
            } catch (RuntimeException e) {
                LOG.warn("a periodic check failed", e); // the others must still run
            }
        }
    }
}
