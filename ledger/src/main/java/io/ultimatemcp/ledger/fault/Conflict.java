package io.ultimatemcp.ledger.fault;

import org.jspecify.annotations.Nullable;

/** A record with this key exists already, or refers to one that does not. */
public final class Conflict extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     */
    public Conflict(String sentence) {
        super(sentence, null);
    }

    /**
     * Makes the fault.
     *
     * @param sentence what was wrong, where, and what to do next
     * @param cause what the layer below reported, if anything
     */
    public Conflict(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
