package io.ultimatemcp.ledger;

import java.nio.file.Path;
import java.util.Locale;

/** The contract on PostgreSQL, with a database of its own for each test. */
final class PostgresLedgerTest extends LedgerContract {
    @Override
    LedgerSettings settings(Path directory) {
        String name = String.valueOf(directory.getFileName()).toLowerCase(Locale.ROOT);
        return LedgerSettings.shared(
                Postgres.server().database(name.replace('-', '_')), directory.resolve("data"));
    }
}
