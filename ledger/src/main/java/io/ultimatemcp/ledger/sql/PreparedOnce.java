package io.ultimatemcp.ledger.sql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the statements of one connection prepared between uses, the 64 used last, because SQLite's
 * driver compiles the text anew each time otherwise. A statement that is in use is not lent twice.
 * For one thread at a time, as its connection is.
 */
final class PreparedOnce implements StatementBuilder {
    private static final int MOST = 64;

    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    /** Under which text each was prepared: Jdbi gives it back under the text with its names. */
    private final IdentityHashMap<Statement, String> texts = new IdentityHashMap<>();

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context)
            throws SQLException {
        if (context.isReturningGeneratedKeys()) {
            return connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
        }
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement lent = kept != null ? kept : connection.prepareStatement(sql);
        texts.put(lent, sql);
        return lent;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return connection.prepareCall(sql);
    }

    @Override
    public void close(Connection connection, String named, Statement statement)
            throws SQLException {
        @Nullable String sql = texts.remove(statement);
        if (sql == null
                || !(statement instanceof PreparedStatement prepared)
                || idle.containsKey(sql)) {
            statement.close();
            return;
        }
        prepared.clearParameters();
        prepared.clearBatch();
        idle.put(sql, prepared);
        if (idle.size() > MOST) {
            PreparedStatement eldest = idle.remove(idle.keySet().iterator().next());
            if (eldest != null) {
                eldest.close();
            }
        }
    }
}
