package io.ultimatemcp.ledger.sql;

import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a process, with group commit.
 *
 * <p>Callers queue their changes and wait. A platform thread (a disk flush inside the driver would
 * pin a virtual one) takes whatever has gathered during the last commit, applies each change under
 * its own savepoint inside one transaction, commits once, and only then lets the callers go. A
 * change that fails is rolled back alone; a commit that fails is the failure of all it covered.
 * There is no artificial delay: a lone change is committed at once, and the slower the disk, the
 * larger the groups.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Engine engine;
    private final WriterLimits limits;
    private final WriterListener listener;
    private final UnitQueue queue;
    private final Thread thread;
    private @Nullable Handle handle;

    Writer(Engine engine, WriterLimits limits, WriterListener listener) {
        this.engine = engine;
        this.limits = limits;
        this.listener = listener;
        this.queue = new UnitQueue(limits);
        this.thread = Thread.ofPlatform().daemon().name("ledger-writer").unstarted(this::run);
        thread.start();
    }

    /** Blocks until {@code change} is durable. An interrupt is kept for later, not obeyed. */
    <T> T write(long bytes, Query<T> change) {
        var unit = new Unit<T>(change, bytes);
        try {
            switch (queue.offer(unit, limits.patience())) {
                case ACCEPTED -> {}
                case FULL -> {
                    listener.refused();
                    throw new LedgerBusy(
                            "the ledger has as many changes waiting as it may hold ("
                                    + limits.waiting()
                                    + "): try again shortly",
                            null);
                }
                case CLOSED -> throw new LedgerUnavailable("the ledger is closed", null);
            }
            return unit.settled().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerBusy("interrupted while waiting to write to the ledger", e);
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    DatabaseUse.Queue use() {
        return queue.use();
    }

    /** Finishes what was accepted, then stops. */
    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            try {
                commit(batch);
            } catch (SQLException e) {
                abandon(batch, engine.translate(e));
            } catch (RuntimeException | Error e) {
                abandon(batch, e);
            }
        }
        disconnect();
    }

    private void commit(List<Unit<?>> batch) throws SQLException {
        long start = System.nanoTime();
        Handle writer = begun();
        var applied = new ArrayList<Unit<?>>(batch.size());
        for (Unit<?> unit : batch) {
            if (apply(unit, writer)) {
                applied.add(unit);
            }
        }
        send(writer, "COMMIT");
        // told first, so that who was answered finds its commit counted
        listener.committed(applied.size(), Duration.ofNanos(System.nanoTime() - start));
        applied.forEach(Unit::committed);
    }

    /** Begins the transaction; a connection that broke while it was idle is replaced once. */
    private Handle begun() throws SQLException {
        boolean fresh = handle == null;
        try {
            return begin(connected());
        } catch (SQLException e) {
            if (fresh || !(engine.translate(e) instanceof LedgerUnavailable)) {
                throw e;
            }
            LOG.info("the ledger's connection was lost, connecting again: {}", e.getMessage());
            disconnect();
            return begin(connected());
        }
    }

    private Handle begin(Handle writer) throws SQLException {
        for (String statement : engine.begin()) {
            send(writer, statement);
        }
        return writer;
    }

    /** Applies one change under a savepoint; false if it failed and was rolled back alone. */
    private boolean apply(Unit<?> unit, Handle writer) throws SQLException {
        send(writer, "SAVEPOINT change");
        try {
            unit.apply(writer);
        } catch (RuntimeException | Error e) {
            Throwable cause = Faults.translate(engine, e);
            takeBack(writer, cause);
            unit.failed(cause);
            return false;
        }
        send(writer, "RELEASE SAVEPOINT change");
        return true;
    }

    /**
     * Rolls one change back. Where that cannot be done, SQLite has rolled back the whole group (a
     * full disk, an error of the disk) or the connection broke, and nothing of the group is stored.
     */
    private static void takeBack(Handle writer, Throwable cause) {
        try {
            send(writer, "ROLLBACK TO SAVEPOINT change");
            send(writer, "RELEASE SAVEPOINT change");
        } catch (SQLException e) {
            var gone =
                    cause instanceof LedgerUnavailable known
                            ? known
                            : new LedgerUnavailable(
                                    "a change failed and could not be taken back: "
                                            + cause.getMessage(),
                                    cause);
            gone.addSuppressed(e);
            throw gone;
        }
    }

    /**
     * The drivers differ in when their own transactions begin (SQLite's holds the lock from one
     * commit to the next), so these are plain statements.
     */
    private static void send(Handle writer, String sql) throws SQLException {
        try (var statement = writer.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** The group could not be committed: nothing of it is stored, and a broken connection goes. */
    private void abandon(List<Unit<?>> batch, Throwable cause) {
        LOG.warn("a commit of {} changes failed: {}", batch.size(), cause.getMessage());
        listener.abandoned(batch.size());
        disconnect();
        batch.forEach(unit -> unit.failed(cause));
    }

    private Handle connected() throws SQLException {
        Handle open = handle;
        if (open == null) {
            Jdbi jdbi = Database.configured(Jdbi.create(engine.connectWriter()));
            open = jdbi.setStatementBuilderFactory(_ -> new PreparedOnce()).open();
            handle = open;
        }
        return open;
    }

    private void disconnect() {
        Handle open = handle;
        handle = null;
        if (open == null) {
            return;
        }
        try {
            open.getConnection().close(); // what is not committed is rolled back by this
        } catch (SQLException e) {
            LOG.debug("the writer's connection did not close cleanly", e);
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        if (e.getCause() instanceof RuntimeException fault) {
            return fault;
        }
        return e;
    }
}
