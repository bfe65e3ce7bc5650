package io.ultimatemcp.ledger.sql;

import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite in write-ahead mode (sqlite.org/wal.html), flushed at every commit ({@code
 * synchronous=FULL}): a committed transaction outlives the process and the power. Readers never
 * wait for the writer. Writers of several processes take turns by {@code BEGIN IMMEDIATE}, which
 * waits up to the patience given and no longer.
 */
final class Sqlite implements Engine {
    private static final int WAL_KEPT_BYTES = 32 << 20;

    private final Path file;
    private final Duration patience;

    Sqlite(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public void prepare() {
        PrivateFiles.makeFile(file);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            SqliteLibrary.load(directory, InstantSource.system());
        }
    }

    @Override
    public Connection connectWriter() throws SQLException {
        return owner().getConnection();
    }

    @Override
    public TransactionIsolationLevel snapshotIsolation() {
        return TransactionIsolationLevel.SERIALIZABLE;
    }

    @Override
    public DataSource owner() {
        SQLiteConfig config = config();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(WAL_KEPT_BYTES);
        return source(config);
    }

    @Override
    public DataSource readers() {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return source(config);
    }

    @Override
    public void migrateAlone(Runnable migration) {
        Path lock = file.resolveSibling(file.getFileName() + ".migrating");
        PrivateFiles.makeFile(lock);
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            migration.run();
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot lock " + lock + " to prepare the ledger", e);
        }
    }

    @Override
    public List<String> begin() {
        return List.of("BEGIN IMMEDIATE");
    }

    @Override
    public void continueAfter(Handle handle, String table, long last) {
        int updated =
                handle.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", last, table);
        if (updated == 0) {
            handle.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, last);
        }
    }

    @Override
    public RuntimeException translate(SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException known
                        ? known.getResultCode()
                        : SQLiteErrorCode.getErrorCode(e.getErrorCode());
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_CONSTRAINT ->
                    new Conflict("the ledger refuses the record: " + e.getMessage(), e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    new LedgerBusy(
                            "another process holds the lock of " + file + ": try again shortly", e);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    new LedgerCorrupt(
                            file + " is damaged: restore a backup (" + e.getMessage() + ")", e);
            case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE ->
                    new IllegalStateException("a statement of the ledger is wrong", e);
            default -> new LedgerUnavailable("cannot use " + file + ": " + e.getMessage(), e);
        };
    }

    private SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // Nobody asks for them, and the driver would look them up after every change.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
