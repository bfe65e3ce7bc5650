package io.ultimatemcp.ledger.audit;

/**
 * The end of the chain at some moment. Kept elsewhere, it later proves that nothing before it was
 * changed and nothing cut off.
 *
 * @param seq of the last entry, 0 when there is none
 * @param hash of the last entry, 64 zeros when there is none
 */
public record AuditHead(long seq, String hash) {
    /** The end of an empty chain. */
    public static final AuditHead EMPTY = new AuditHead(0, AuditEntry.ORIGIN);
}
