package io.ultimatemcp.ledger.fault;

import org.jspecify.annotations.Nullable;

/** What was read is not what was written: stored bytes, rows or the file itself are damaged. */
public final class LedgerCorrupt extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     */
    public LedgerCorrupt(String sentence) {
        super(sentence, null);
    }

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     * @param cause what the layer below reported, if anything
     */
    public LedgerCorrupt(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
