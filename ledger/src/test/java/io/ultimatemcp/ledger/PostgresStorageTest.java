package io.ultimatemcp.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.sql.Location;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only a ledger on a server has: connections that break. */
final class PostgresStorageTest extends OpenLedger {
    @Override
    protected LedgerSettings settings(Path directory) {
        return LedgerSettings.shared(Postgres.schema(directory, ""), directory.resolve("data"));
    }

    @Test
    void aConnectionThatBrokeWhileIdleIsReplaced() throws SQLException {
        Blob blob = Blob.of("x");
        ledger.record(simple(blob), List.of(blob));
        Location.Postgres schema = Postgres.schema(directory, "");
        try (var connection = DriverManager.getConnection(schema.url(), schema.user(), "");
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name = 'ultimate-mcp ledger'\
                    """);
        }
        Run run = simple(blob);
        ledger.record(run, List.of(blob));
        assertThat(ledger.run(run.id())).contains(run);
    }

    @Test
    void aServerThatIsNotThereIsSaidWithoutThePassword() {
        var nowhere = new Location.Postgres("jdbc:postgresql://127.0.0.1:1/x", "ada", "hunter2");
        assertThat(nowhere.toString()).doesNotContain("hunter2");
        assertThatThrownBy(() -> Ledger.open(LedgerSettings.shared(nowhere, directory)))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("PostgreSQL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aPasswordInTheUrlIsRefused() {
        assertThatThrownBy(
                        () -> new Location.Postgres("jdbc:postgresql://h/d?password=x", "ada", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password");
    }
}
