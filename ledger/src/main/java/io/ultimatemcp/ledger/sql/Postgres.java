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

    private static final String NO_RIGHT = "42501";
    private static final int OLDEST = 130_000;
    private static final String CONNECT_SECONDS = "5";

    /** No statement takes as long; a server that is silent for it has gone. */
    private static final String ANSWER_SECONDS = "30";

    private static final String FITNESS =
            """
            SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),
              current_setting('transaction_read_only'), current_schema()\
            """;

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
        try (Connection connection = source(false).getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(FITNESS)) {
            row.next();
            if (row.getInt(1) < OLDEST) {
                throw unfit("PostgreSQL must be 13 or newer");
            }
            if (!row.getString(2).equals("UTF8")) {
                throw unfit("its encoding must be UTF8, not " + row.getString(2));
            }
            if (row.getString(3).equals("on")) {
                throw unfit("it is read-only, perhaps a standby");
            }
            if (row.getString(4) == null) {
                throw unfit("there is no schema to use, or " + location.user() + " may not use it");
            }
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    private LedgerUnavailable unfit(String why) {
        return new LedgerUnavailable(
                "cannot keep the ledger in " + location.place() + ": " + why, null);
    }

    @Override
    public Connection connectWriter() throws SQLException {
        Connection connection = source(false).getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SELECT set_config('synchronous_commit', 'on', false)"
                            + " WHERE current_setting('synchronous_commit') = 'off'");
            statement.execute("SET lock_timeout = " + patience.toMillis());
            // A node that was cut off must not keep the lock of all for hours.
            statement.execute("SET idle_in_transaction_session_timeout = '30s'");
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
        return new DriverSource(location.url(), properties()); // a migration may take long
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
        if (state.equals(NO_RIGHT)) {
            return unavailable(e);
        }
        return switch (state.substring(0, 2)) {
            case "23" -> new Conflict("the ledger refuses the record: " + e.getMessage(), e);
            case "40", "55" ->
                    new LedgerBusy("another node holds the ledger's lock: try again shortly", e);
            case "42", "22" -> new IllegalStateException("a statement of the ledger is wrong", e);
            case "XX" -> new LedgerCorrupt("PostgreSQL reports damaged data: " + e.getMessage(), e);
            default -> unavailable(e);
        };
    }

    /** With the first line of what the driver says; what follows is for programmers. */
    private LedgerUnavailable unavailable(SQLException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new LedgerUnavailable("cannot use " + location.place() + ": " + said, e);
    }

    private static String stateOf(@Nullable String state) {
        return state == null || state.length() != 5 ? "00000" : state;
    }

    private DataSource source(boolean readOnly) {
        var properties = properties();
        properties.setProperty("readOnly", String.valueOf(readOnly));
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        return new DriverSource(location.url(), properties);
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", location.user());
        properties.setProperty("password", location.password());
        properties.setProperty("ApplicationName", "ultimate-mcp ledger");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }
}
