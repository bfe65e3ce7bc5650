package io.ultimatemcp.ledger.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something to be written down.
 *
 * @param actor who did it
 * @param action what was done
 * @param target to what
 * @param outcome how it ended
 * @param requestId the request that asked for it
 * @param detail JSON, without secrets
 */
public record AuditEvent(
        String actor,
        String action,
        @Nullable String target,
        String outcome,
        @Nullable String requestId,
        @Nullable String detail) {
    private static final int LONGEST = 1 << 16;

    /** Refuses what cannot be stored, with {@link IllegalArgumentException} naming the field. */
    public AuditEvent {
        check("actor", actor);
        check("action", action);
        check("target", target);
        check("outcome", outcome);
        check("requestId", requestId);
        check("detail", detail);
    }

    private static void check(String field, @Nullable String value) {
        if (value != null && (value.length() > LONGEST || value.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    field + " must be text of at most " + LONGEST + " characters");
        }
    }
}
