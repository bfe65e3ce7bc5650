package io.ultimatemcp.ledger.fault;

import org.jspecify.annotations.Nullable;

/**
 * More work is waiting than the ledger may queue, or another process holds its lock: try again
 * later.
 */
public final class LedgerBusy extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     */
    public LedgerBusy(String sentence) {
        super(sentence, null);
    }

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     * @param cause what the layer below reported, if anything
     */
    public LedgerBusy(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
