package io.ultimatemcp.ledger.fault;

/** A digest whose content the ledger does not hold. */
public final class UnknownBlob extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     */
    public UnknownBlob(String sentence) {
        super(sentence, null);
    }
}
