package io.ultimatemcp.ledger.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A token that is exchanged once for the next one.
 *
 * @param secretSha256 lower-case hexadecimal digest of the secret
 * @param family the log-in it descends from
 * @param user whose it is
 * @param grants what its descendants may carry, as the guard writes it
 * @param issuedAt kept to the microsecond
 * @param expiresAt kept to the microsecond
 */
public record RefreshToken(
        String secretSha256,
        String family,
        String user,
        String grants,
        Instant issuedAt,
        Instant expiresAt) {
    /** Refuses names that cannot be stored, with {@link IllegalArgumentException}. */
    public RefreshToken {
        Names.check("family", family);
        Names.check("user", user);
        issuedAt = issuedAt.truncatedTo(ChronoUnit.MICROS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
    }
}
