package io.ultimatemcp.ledger;

import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.contract.AccountsContract;
import io.ultimatemcp.ledger.contract.AuditContract;
import io.ultimatemcp.ledger.contract.BackupContract;
import io.ultimatemcp.ledger.contract.CheckContract;
import io.ultimatemcp.ledger.contract.NodesContract;
import io.ultimatemcp.ledger.contract.RetentionContract;
import io.ultimatemcp.ledger.contract.RunsContract;
import io.ultimatemcp.ledger.contract.TasksContract;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract on PostgreSQL, with a schema of its own for each test. */
final class PostgresLedgerTest {
    private static LedgerSettings open(Path directory) {
        return LedgerSettings.shared(Postgres.schema(directory, ""), directory.resolve("data"));
    }

    @Nested
    final class Runs extends RunsContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }
    }

    @Nested
    final class Tasks extends TasksContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }
    }

    @Nested
    final class Accounts extends AccountsContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }
    }

    @Nested
    final class Audit extends AuditContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }

        @Override
        protected String jdbcUrl() {
            var schema = Postgres.schema(directory, "");
            return schema.url() + "&user=" + schema.user();
        }
    }

    @Nested
    final class Retention extends RetentionContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }
    }

    @Nested
    final class Backup extends BackupContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }

        @Override
        protected List<LedgerSettings> elsewhere(Path other) {
            return List.of(
                    LedgerSettings.inDirectory(other.resolve("sqlite")),
                    LedgerSettings.shared(Postgres.schema(directory, "_other"), other));
        }
    }

    @Nested
    final class Nodes extends NodesContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }
    }

    @Nested
    final class Check extends CheckContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return open(directory);
        }

        @Override
        protected void damage(Blob content) throws SQLException {
            var schema = Postgres.schema(directory, "");
            String url = schema.url() + "&user=" + schema.user();
            try (var connection = DriverManager.getConnection(url);
                    var update =
                            connection.prepareStatement(
                                    "UPDATE blobs SET data = '\\x00'::bytea WHERE sha256 = ?")) {
                update.setString(1, content.sha256().hex());
                update.executeUpdate();
            }
        }
    }
}
