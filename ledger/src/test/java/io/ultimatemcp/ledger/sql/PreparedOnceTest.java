package io.ultimatemcp.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

class PreparedOnceTest {

    @Test
    void aStatementWithNamesIsPreparedOnce() throws SQLException {
        var seen = new Seen();
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            var jdbi = Jdbi.create(() -> connection);
            jdbi.setStatementBuilderFactory(_ -> new PreparedOnce());
            jdbi.configure(SqlStatements.class, statements -> statements.setSqlLogger(seen));
            try (var handle = jdbi.open()) {
                handle.execute("CREATE TABLE t (a INTEGER)");
                seen.statements.clear();
                for (int i = 0; i < 3; i++) {
                    handle.createUpdate("INSERT INTO t (a) VALUES (:a)").bind("a", i).execute();
                }
                assertThat(seen.statements).hasSize(1);

                int sum =
                        handle.createQuery("SELECT sum(a) FROM t WHERE a >= :least")
                                .bind("least", 1)
                                .mapTo(Integer.class)
                                .one();
                assertThat(sum).isEqualTo(3);
            }
        }
    }

    /** The statements that were executed, each once. */
    private static final class Seen implements SqlLogger {
        private final Set<PreparedStatement> statements = new HashSet<>();

        @Override
        public void logBeforeExecution(StatementContext context) {
            statements.add(context.getStatement());
        }
    }
}
