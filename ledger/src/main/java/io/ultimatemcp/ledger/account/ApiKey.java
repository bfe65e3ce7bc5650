package io.ultimatemcp.ledger.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A long-lived key, without its secret.
 *
 * @param id its public name
 * @param user whose it is
 * @param label what it is for
 * @param role the one role it carries; absent for those of the user
 * @param scopes what it is granted beyond or narrowed to, as the guard reads it
 * @param createdAt kept to the microsecond
 * @param expiresAt absent for never
 * @param revokedAt absent while it is honoured
 */
public record ApiKey(
        String id,
        String user,
        String label,
        @Nullable String role,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    /** Refuses names that cannot be stored, with {@link IllegalArgumentException}. */
    public ApiKey {
        Names.check("id", id);
        Names.check("user", user);
        Names.checkLabel("label", label);
        scopes = Set.copyOf(scopes);
        scopes.forEach(scope -> Names.check("scopes", scope));
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
        revokedAt = revokedAt == null ? null : revokedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Whether it is honoured.
     *
     * @param now when
     * @return true if it is neither revoked nor past its time
     */
    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
