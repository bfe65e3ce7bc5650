package io.ultimatemcp.ledger.fault;

import org.jspecify.annotations.Nullable;

/**
 * The ledger cannot be opened, read or written now. When the connection broke during a commit, the
 * change may or may not have been stored; reading it back tells.
 */
public final class LedgerUnavailable extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     */
    public LedgerUnavailable(String sentence) {
        super(sentence, null);
    }

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     * @param cause what the layer below reported, if anything
     */
    public LedgerUnavailable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
