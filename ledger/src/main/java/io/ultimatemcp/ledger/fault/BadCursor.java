package io.ultimatemcp.ledger.fault;

/** A page cursor that this ledger did not issue, or issued for another list: a caller's mistake. */
public final class BadCursor extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     */
    public BadCursor(String sentence) {
        super(sentence, null);
    }
}
