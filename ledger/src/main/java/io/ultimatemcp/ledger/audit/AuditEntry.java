package io.ultimatemcp.ledger.audit;

import java.time.Instant;

/**
 * An event as the chain holds it.
 *
 * @param seq 1 for the first entry, then without gaps
 * @param at when it was written, to the microsecond
 * @param event what happened
 * @param previous the hash of the entry before; 64 zeros for the first
 * @param hash SHA-256 over {@code previous} and everything else here, in lower-case hexadecimal
 */
public record AuditEntry(long seq, Instant at, AuditEvent event, String previous, String hash) {
    /** What stands before the first entry. */
    public static final String ORIGIN = "0".repeat(64);
}
