package io.ultimatemcp.ledger;

import java.nio.file.Path;

/** The contract on SQLite. */
final class SqliteLedgerTest extends LedgerContract {
    @Override
    LedgerSettings settings(Path directory) {
        return LedgerSettings.inDirectory(directory.resolve("data"));
    }
}
