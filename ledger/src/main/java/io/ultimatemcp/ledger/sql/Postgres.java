package io.ultimatemcp.ledger.sql;

import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, shared by several nodes. The writers of all nodes take turns by a transaction-level
 * advisory lock (PostgreSQL manual §13.3.5), because the outbox and the audit chain need one order;
 * each turn covers a whole group, so that the lock costs little.
 */
final class Postgres implements Engine {
    /** Any number that no other program locks: the first eight bytes of "umcp-led". */
    private static final long WRITE_LOCK = 0x756d63702d6c6564L;

    private final Location.Postgres location;
    private final Duration patience;

    Postgres(Location.Postgres location, Duration patience) {
        this.location = location;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void prepare() {
        // The server, the database and the role are made by whoever runs PostgreSQL.
    }

    @Override
    public Connection connectWriter() throws SQLException {
        Connection connection = source(false).getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SELECT set_config('synchronous_commit', 'on', false)"
                            + " WHERE current_setting('synchronous_commit') = 'off'");
            statement.execute("SET lock_timeout = " + patience.toMillis());
        }
        return connection;
    }

    @Override
    public DataSource readers() {
        return source(true);
    }

    @Override
    public TransactionIsolationLevel snapshotIsolation() {
        return TransactionIsolationLevel.REPEATABLE_READ;
    }

    @Override
    public DataSource owner() {
        return source(false);
    }

    @Override
    public void migrateAlone(Runnable migration) {
        migration.run(); // Flyway takes an advisory lock of its own here.
    }

    @Override
    public List<String> begin() {
        return List.of("BEGIN", "SELECT pg_advisory_xact_lock(" + WRITE_LOCK + ")");
    }

    @Override
    public void continueAfter(Handle handle, String table, long last) {
        handle.createQuery(
                        """
                        SELECT setval(pg_get_serial_sequence(:table, 'seq'),
                          GREATEST(:last, 1), :last > 0)\
                        """)
                .bind("table", table)
                .bind("last", last)
                .mapTo(Long.class)
                .one();
    }

    @Override
    public RuntimeException translate(SQLException e) {
        String state = stateOf(e.getSQLState());
        return switch (state.substring(0, 2)) {
            case "23" -> new Conflict("the ledger refuses the record: " + e.getMessage(), e);
            case "40", "55" ->
                    new LedgerBusy("another node holds the ledger's lock: try again shortly", e);
            case "42", "22" -> new IllegalStateException("a statement of the ledger is wrong", e);
            case "XX" -> new LedgerCorrupt("PostgreSQL reports damaged data: " + e.getMessage(), e);
            default -> new LedgerUnavailable("cannot use PostgreSQL: " + e.getMessage(), e);
        };
    }

    private static String stateOf(@Nullable String state) {
        return state == null || state.length() != 5 ? "00000" : state;
    }

    private DataSource source(boolean readOnly) {
        var properties = new Properties();
        properties.setProperty("user", location.user());
        properties.setProperty("password", location.password());
        properties.setProperty("ApplicationName", "ultimate-mcp ledger");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("readOnly", String.valueOf(readOnly));
        return new DriverSource(location.url(), properties);
    }
}
