package io.ultimatemcp.ledger.account;

import io.ultimatemcp.ledger.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments that may be absent, to and from rows. */
final class Times {
    private Times() {}

    static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(Micros.of(instant));
    }

    static @Nullable Instant read(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }
}
