package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.retention.RunRetention;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the bounds soon after the start and each time a period has passed. What fails is tried
 * again after the next.
 */
final class RetentionClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);
    private static final String ACTOR = "schedule";
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Thread thread;

    /** Starts to count; {@code every} is positive. */
    RetentionClock(RunRetention retention, Duration every) {
        this.thread = Thread.ofVirtual().name("retention").start(() -> run(retention, every));
    }

    private static void run(RunRetention retention, Duration every) {
        try {
            Thread.sleep(every.compareTo(SOON) < 0 ? every : SOON);
            while (true) {
                apply(retention);
                Thread.sleep(every);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more runs are forgotten");
        }
    }

    private static void apply(RunRetention retention) {
        try {
            var report = retention.apply(ACTOR, null).report();
            if (report.runs() > 0) {
                LOG.info("forgot {} runs with {} bytes", report.runs(), report.bytes());
            }
        } catch (Refusal busy) {
            LOG.debug("another node applies the bounds");
        } catch (LedgerException e) {
            LOG.warn("the bounds could not be applied: {}", e.getMessage());
        }
    }

    /** Stops after the batch that is under way. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
