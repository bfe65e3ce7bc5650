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

/** The contract on Sqlite. */
final class SqliteLedgerTest {
    private static LedgerSettings open(Path directory) {
        return LedgerSettings.inDirectory(directory.resolve("data"));
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
            return "jdbc:sqlite:" + directory.resolve("data/ledger.db");
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
            return List.of(LedgerSettings.inDirectory(other.resolve("sqlite")));
        }
    }

    @Nested
    final class Nodes extends NodesContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return LedgerSettings.inDirectory(directory.resolve("data"));
        }
    }

    @Nested
    final class Check extends CheckContract {
        @Override
        protected LedgerSettings settings(Path directory) {
            return LedgerSettings.inDirectory(directory.resolve("data"));
        }

        @Override
        protected void damage(Blob content) throws SQLException {
            String url = "jdbc:sqlite:" + directory.resolve("data/ledger.db");
            try (var connection = DriverManager.getConnection(url);
                    var update =
                            connection.prepareStatement(
                                    "UPDATE blobs SET data = x'00' WHERE sha256 = ?")) {
                update.setString(1, content.sha256().hex());
                update.executeUpdate();
            }
        }
    }
}
