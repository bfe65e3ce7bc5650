package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.retention.RetentionPolicy;
import io.ultimatemcp.ledger.sql.Location;
import io.ultimatemcp.server.settings.Settings;
import java.time.Duration;

/** The ledger that the settings name: a file of the data directory, or a PostgreSQL. */
final class Ledgers {
    private Ledgers() {}

    /** Blocks; throws {@link io.ultimatemcp.ledger.fault.LedgerException} when it cannot be had. */
    static Ledger open(Settings settings) {
        return Ledger.open(place(settings));
    }

    static LedgerSettings place(Settings settings) {
        var chosen = settings.ledger();
        var directory = settings.data().dir();
        return chosen.url()
                .map(address ->
                        LedgerSettings.shared(
                                new Location.Postgres(
                                        address.url(), chosen.user(), chosen.password().value()),
                                directory))
                .orElseGet(() -> LedgerSettings.inDirectory(directory))
                .withReaders(chosen.connections());
    }

    /** Whether other nodes may have the same ledger. */
    static boolean isShared(Settings settings) {
        return settings.ledger().url().isPresent();
    }

    /** What people call it. */
    static String name(Settings settings) {
        return switch (place(settings).location()) {
            case Location.Postgres postgres -> postgres.place();
            case Location.SqliteFile(var file) -> file.toString();
        };
    }

    static RetentionPolicy policy(Settings.Retention settings) {
        Duration age = settings.maxAge();
        return new RetentionPolicy(
                age.isZero() ? null : age,
                settings.maxRuns() == 0 ? null : (long) settings.maxRuns(),
                settings.maxBytes().bytes() == 0 ? null : settings.maxBytes().bytes(),
                settings.grace());
    }
}
