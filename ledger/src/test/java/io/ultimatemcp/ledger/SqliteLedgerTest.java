package io.ultimatemcp.ledger;

import io.ultimatemcp.ledger.contract.AccountsContract;
import io.ultimatemcp.ledger.contract.AuditContract;
import io.ultimatemcp.ledger.contract.BackupContract;
import io.ultimatemcp.ledger.contract.RetentionContract;
import io.ultimatemcp.ledger.contract.RunsContract;
import io.ultimatemcp.ledger.contract.TasksContract;
import java.nio.file.Path;
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
}
