package io.ultimatemcp.ledger.audit;

/** What the check of the chain found. */
public sealed interface AuditVerdict {
    /**
     * Every entry follows from the one before.
     *
     * @param head where the chain ends
     */
    record Intact(AuditHead head) implements AuditVerdict {}

    /**
     * The chain was tampered with.
     *
     * @param seq the first number at which it does not hold
     * @param finding what is wrong there
     */
    record Broken(long seq, String finding) implements AuditVerdict {}
}
