package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.server.mcp.LedgerTasks;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells other nodes that this one works on its tasks, and fails those of nodes that do not. */
final class TaskWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWatch.class);

    private final Thread thread;

    /**
     * @param others whether to look after the tasks of other nodes
     */
    TaskWatch(LedgerTasks tasks, boolean others) {
        this.thread = Thread.ofVirtual().name("task-watch").start(() -> run(tasks, others));
    }

    private static void run(LedgerTasks tasks, boolean others) {
        try {
            while (true) {
                Thread.sleep(LedgerTasks.RENEWAL);
                look(tasks, others);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(LedgerTasks tasks, boolean others) {
        try {
            tasks.stayAlive();
            if (others) {
                tasks.failOrphans(Instant.now());
            }
        } catch (LedgerException | FaultException e) {
            LOG.info("the tasks could not be looked after: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
