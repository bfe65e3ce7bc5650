package io.ultimatemcp.ledger.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user with the roles granted.
 *
 * @param name unique
 * @param createdAt when it was made
 * @param disabledAt since when it may not come in; absent if it may
 * @param roles names of roles
 */
public record User(
        String name, Instant createdAt, @Nullable Instant disabledAt, Set<String> roles) {
    /** Copies the roles. */
    public User {
        roles = Set.copyOf(roles);
    }
}
