package io.ultimatemcp.server.main;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a chore each time that a period has passed, until it is closed. One that fails is told to
 * the log and tried again after the next period.
 */
final class Clock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clock.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread thread;

    /**
     * Starts to count.
     *
     * @param name of the chore, for the log
     * @param first until it is done for the first time
     * @param every from the end of one to the beginning of the next; positive
     * @param chore may block; stops soon when its thread is interrupted
     */
    Clock(String name, Duration first, Duration every, Runnable chore) {
        this.thread = Thread.ofVirtual().name(name).start(() -> run(first, every, chore));
    }

    private static void run(Duration first, Duration every, Runnable chore) {
        try {
            for (Duration pause = first; true; pause = every) {
                Thread.sleep(pause);
                attempt(chore);
            }
        } catch (InterruptedException e) {
            LOG.debug("this chore is not done any more");
        }
    }

    private static void attempt(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed", Thread.currentThread().getName(), e);
        }
    }

    /** Interrupts the chore and waits some seconds for its end. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
