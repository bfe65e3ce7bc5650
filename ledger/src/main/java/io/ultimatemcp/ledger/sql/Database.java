package io.ultimatemcp.ledger.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import java.nio.file.Files;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * A database open for reading by many threads and for writing through one queue. Calls block; any
 * thread may call. The pool of readers is made at the first read. What its methods throw is a
 * {@link io.ultimatemcp.ledger.fault.LedgerException}.
 */
public final class Database implements AutoCloseable {
    private final Engine engine;
    private final WriterLimits limits;
    private final int readerPool;
    private final Writer writer;
    private volatile @Nullable HikariDataSource pool;
    private @Nullable Jdbi readers;
    private boolean closed;

    private Database(Engine engine, WriterLimits limits, int readerPool, WriterListener listener) {
        this.engine = engine;
        this.limits = limits;
        this.readerPool = readerPool;
        this.writer = new Writer(engine, limits, listener);
    }

    /**
     * Opens a database, making or upgrading its tables first.
     *
     * @param location where it is
     * @param limits bounds of the writer
     * @param readerPool most connections that read at the same time, at least 1
     * @return the database; close it
     * @throws io.ultimatemcp.ledger.fault.LedgerUnavailable if it cannot be opened or written
     */
    public static Database open(Location location, WriterLimits limits, int readerPool) {
        return open(location, limits, readerPool, WriterListener.NONE);
    }

    /**
     * Opens a database, making or upgrading its tables first.
     *
     * @param location where it is
     * @param limits bounds of the writer
     * @param readerPool most connections that read at the same time, at least 1
     * @param listener hears what the writer does
     * @return the database; close it
     * @throws io.ultimatemcp.ledger.fault.LedgerUnavailable if it cannot be opened or written
     */
    public static Database open(
            Location location, WriterLimits limits, int readerPool, WriterListener listener) {
        Engine engine =
                switch (location) {
                    case Location.SqliteFile(var file) -> new Sqlite(file, limits.patience());
                    case Location.Postgres postgres -> new Postgres(postgres, limits.patience());
                };
        engine.prepare();
        Migrations.bringUpToDate(engine);
        return new Database(engine, limits, readerPool, listener);
    }

    /**
     * Whether nothing is stored there yet. Looks without making or changing anything.
     *
     * @param location where a ledger is or may be
     * @return true for a file that is not there and for a database without a filled table of ours
     * @throws LedgerUnavailable if it cannot be looked at
     */
    public static boolean isUnused(Location location) {
        return switch (location) {
            case Location.SqliteFile(var file) -> !Files.exists(file);
            case Location.Postgres postgres ->
                    Unused.check(new Postgres(postgres, WriterLimits.ordinary().patience()));
        };
    }

    /**
     * Asks one statement of a reader's connection.
     *
     * @param query the question
     * @param <T> what it gives back
     * @return the answer
     */
    public <T> T read(Query<T> query) {
        try (Handle handle = readers().open()) {
            return query.ask(handle);
        } catch (RuntimeException e) {
            throw Faults.unchecked(engine, e);
        }
    }

    /**
     * Asks several statements that all see the same state of the ledger.
     *
     * @param query the questions
     * @param <T> what they give back
     * @return the answer
     */
    public <T> T snapshot(Query<T> query) {
        try (Handle handle = readers().open()) {
            return handle.inTransaction(engine.snapshotIsolation(), query::ask);
        } catch (RuntimeException e) {
            throw Faults.unchecked(engine, e);
        }
    }

    /**
     * Changes the ledger; durable when this returns, not done at all when it throws.
     *
     * @param bytes roughly how much the change writes, for the bounds of the queue
     * @param change the statements, all or nothing; keep them short, everybody waits
     * @param <T> what it gives back
     * @return the answer
     * @throws io.ultimatemcp.ledger.fault.LedgerBusy if too much is waiting already
     */
    public <T> T write(long bytes, Query<T> change) {
        return writer.write(bytes, change);
    }

    /**
     * How busy it is at this moment; asks nothing of the database and waits for nothing.
     *
     * @return the use
     */
    public DatabaseUse use() {
        HikariDataSource made = pool;
        return new DatabaseUse(
                writer.use(),
                Optional.ofNullable(made)
                        .map(HikariDataSource::getHikariPoolMXBean)
                        .map(this::readers));
    }

    private DatabaseUse.Readers readers(HikariPoolMXBean bean) {
        return new DatabaseUse.Readers(
                bean.getActiveConnections(),
                bean.getIdleConnections(),
                bean.getThreadsAwaitingConnection(),
                readerPool);
    }

    /**
     * Makes the next number that a table hands out follow another, after rows were inserted with
     * their old numbers.
     *
     * @param handle of the writer's transaction
     * @param table with a numbered column {@code seq}
     * @param last 0 or more
     */
    public void continueAfter(Handle handle, String table, long last) {
        engine.continueAfter(handle, table, last);
    }

    /** Finishes the changes that were accepted, then closes every connection. */
    @Override
    public void close() {
        writer.close();
        synchronized (this) {
            closed = true;
            HikariDataSource last = pool;
            if (last != null) {
                last.close();
            }
        }
    }

    private synchronized Jdbi readers() {
        if (closed) {
            throw new LedgerUnavailable("the ledger is closed", null);
        }
        Jdbi made = readers;
        if (made == null) {
            HikariDataSource opened = pooled();
            pool = opened;
            made = configured(Jdbi.create(opened));
            readers = made;
        }
        return made;
    }

    private HikariDataSource pooled() {
        var config = new HikariConfig();
        config.setPoolName("ledger-readers");
        config.setDataSource(engine.readers());
        config.setMaximumPoolSize(readerPool);
        config.setReadOnly(true);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(limits.patience().toMillis());
        return new HikariDataSource(config);
    }

    static Jdbi configured(Jdbi jdbi) {
        return jdbi.setTemplateEngine(TemplateEngine.NOP);
    }
}
