package io.ultimatemcp.ledger.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a list shows; what is absent does not restrict it.
 *
 * @param actor exactly this one
 * @param action exactly this one
 * @param outcome exactly this one
 * @param target exactly this one
 * @param requestId exactly this one
 * @param since written at or after
 * @param until written before
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String outcome,
        @Nullable String target,
        @Nullable String requestId,
        @Nullable Instant since,
        @Nullable Instant until) {
    private static final AuditFilter ALL =
            new AuditFilter(null, null, null, null, null, null, null);

    /**
     * No restriction.
     *
     * @return the filter that lets every entry through
     */
    public static AuditFilter all() {
        return ALL;
    }
}
