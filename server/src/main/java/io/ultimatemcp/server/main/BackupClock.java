package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.server.backup.Archive;
import io.ultimatemcp.server.problem.Refusal;
import java.time.Duration;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a backup each time a period has passed. One that fails is tried again after the next. */
final class BackupClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupClock.class);
    private static final String ACTOR = "schedule";

    private final Thread thread;

    /** Starts to count; {@code every} is positive. */
    BackupClock(Archive archive, Duration every) {
        this.thread = Thread.ofVirtual().name("backups").start(() -> run(archive, every));
    }

    private static void run(Archive archive, Duration every) {
        try {
            while (true) {
                Thread.sleep(every);
                make(archive);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more backups are made");
        }
    }

    private static void make(Archive archive) {
        try {
            var made = archive.create(ACTOR, true, OptionalInt.empty());
            LOG.info("made the backup {}", made.path("file").asString(""));
        } catch (Refusal refusal) {
            LOG.error("no backup was made: {}", refusal.problem().detail());
        } catch (LedgerException e) {
            LOG.error("no backup was made", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
