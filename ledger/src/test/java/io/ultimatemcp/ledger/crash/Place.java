package io.ultimatemcp.ledger.crash;

import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.Samples;
import io.ultimatemcp.ledger.sql.Location;
import java.nio.file.Path;
import java.util.List;

/**
 * The ledger to crash, as arguments of a command line: a directory, then for PostgreSQL a JDBC URL
 * and a user who needs no password.
 */
public record Place(List<String> arguments) {
    LedgerSettings settings() {
        Path directory = Path.of(arguments.getFirst());
        return arguments.size() == 1
                ? LedgerSettings.inDirectory(directory)
                : LedgerSettings.shared(
                        new Location.Postgres(arguments.get(1), arguments.get(2), ""), directory);
    }

    /** What a run of this name contained when it was recorded. */
    static Samples.Sample sample(String id) {
        return new Samples(id.hashCode()).run(id);
    }
}
