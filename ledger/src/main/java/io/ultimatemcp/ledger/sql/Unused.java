package io.ultimatemcp.ledger.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks whether a database holds anything of a ledger, without touching it. */
final class Unused {
    private static final List<String> TABLES =
            List.of("runs", "blobs", "outbox", "tasks", "users", "revocations", "audit");

    private Unused() {}

    static boolean check(Engine engine) {
        engine.prepare();
        try (Connection connection = engine.readers().getConnection()) {
            for (String table : TABLES) {
                if (exists(connection, table) && filled(connection, table)) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            throw engine.translate(e);
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (var found =
                connection
                        .getMetaData()
                        .getTables(null, connection.getSchema(), table, new String[] {"TABLE"})) {
            return found.next();
        }
    }

    private static boolean filled(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
            return rows.next();
        }
    }
}
