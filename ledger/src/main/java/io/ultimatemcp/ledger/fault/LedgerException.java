package io.ultimatemcp.ledger.fault;

import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure of the ledger, in one sentence that a user may read.
 *
 * <p>After any of these nothing of the refused call is stored, with one exception that {@link
 * LedgerUnavailable} names: a connection that breaks while a commit is under way.
 */
public abstract sealed class LedgerException extends RuntimeException
        permits BadCursor,
                Conflict,
                LedgerBusy,
                LedgerCorrupt,
                LedgerUnavailable,
                TooLarge,
                UnknownBlob {
    private static final long serialVersionUID = 1L;

    LedgerException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
