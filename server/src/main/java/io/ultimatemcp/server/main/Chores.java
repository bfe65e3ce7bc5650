package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.server.backup.Archive;
import io.ultimatemcp.server.mcp.LedgerTasks;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.retention.RunRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does by itself, by the clock; the log says what could not be done, and why. */
final class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final String ACTOR = "schedule";

    /** A server that has just started is busy enough. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private Chores() {}

    /** Makes a backup each time that {@code every} has passed. */
    static Clock backups(Archive archive, Duration every) {
        return new Clock(
                "backups",
                every,
                every,
                () -> {
                    try {
                        var made = archive.create(ACTOR, true, OptionalInt.empty());
                        LOG.info("made the backup {}", made.path("file").asString(""));
                    } catch (Refusal refusal) {
                        LOG.error("no backup was made: {}", refusal.problem().detail());
                    }
                });
    }

    /** Applies the bounds soon, and each time that {@code every} has passed. */
    static Clock retention(RunRetention retention, Duration every) {
        Duration first = every.compareTo(SOON) < 0 ? every : SOON;
        return new Clock(
                "retention",
                first,
                every,
                () -> {
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
                });
    }

    /**
     * Tells other nodes that this one works on its tasks.
     *
     * @param others whether to fail the tasks of nodes that do not
     */
    static Clock tasks(LedgerTasks tasks, boolean others) {
        return new Clock(
                "task-watch",
                LedgerTasks.RENEWAL,
                LedgerTasks.RENEWAL,
                () -> {
                    try {
                        tasks.stayAlive();
                        if (others) {
                            tasks.failOrphans(Instant.now());
                        }
                    } catch (LedgerException | FaultException e) {
                        LOG.info("the tasks could not be looked after: {}", e.getMessage());
                    }
                });
    }
}
