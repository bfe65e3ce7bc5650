package io.ultimatemcp.ledger.sql;

import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables to the version this program knows. Flyway is woken only when one small query
 * shows that there is something to do: it costs more to load than all else at start.
 */
final class Migrations {
    /** The number of the newest file in the migrations' folders. */
    static final int NEWEST = 3;

    private static final String VERSION =
            "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history"
                    + " WHERE success AND version IS NOT NULL";

    private Migrations() {}

    static void bringUpToDate(Engine engine) {
        if (isCurrent(engine)) {
            return;
        }
        engine.migrateAlone(() -> {
            if (!isCurrent(engine)) {
                migrate(engine);
            }
        });
    }

    private static boolean isCurrent(Engine engine) {
        try (Connection connection = engine.readers().getConnection()) {
            OptionalInt version = version(connection);
            if (version.isPresent() && version.getAsInt() > NEWEST) {
                throw new LedgerUnavailable(
                        "the ledger was written by a newer version of this program (schema "
                                + version.getAsInt()
                                + ", this one knows "
                                + NEWEST
                                + "): upgrade the program",
                        null);
            }
            return version.isPresent() && version.getAsInt() == NEWEST;
        } catch (SQLException e) {
            throw engine.translate(e);
        }
    }

    /** Empty when the database holds no ledger yet; asked through the driver's catalogue. */
    private static OptionalInt version(Connection connection) throws SQLException {
        try (var tables =
                connection
                        .getMetaData()
                        .getTables(
                                null,
                                connection.getSchema(),
                                "flyway_schema_history",
                                new String[] {"TABLE"})) {
            if (!tables.next()) {
                return OptionalInt.empty();
            }
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(VERSION)) {
            return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
        }
    }

    private static void migrate(Engine engine) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(engine.owner())
                    .locations("classpath:io/ultimatemcp/ledger/sql/" + engine.name())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
                if (t instanceof SQLException known
                        && engine.translate(known) instanceof LedgerUnavailable away) {
                    throw away;
                }
            }
            throw new LedgerUnavailable("cannot prepare the ledger's tables: " + e.getMessage(), e);
        }
    }
}
