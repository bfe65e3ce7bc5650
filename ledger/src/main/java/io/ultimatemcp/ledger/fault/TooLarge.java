package io.ultimatemcp.ledger.fault;

/** A value above a limit of the ledger: a caller's mistake. */
public final class TooLarge extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     */
    public TooLarge(String sentence) {
        super(sentence, null);
    }
}
