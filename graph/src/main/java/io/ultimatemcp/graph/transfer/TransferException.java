package io.ultimatemcp.graph.transfer;

import java.io.IOException;

/** Lines that are not a whole export; the message says which line and what about it. */
public final class TransferException extends IOException {
    private static final long serialVersionUID = 1L;

    TransferException(String message) {
        super(message);
    }

    TransferException(String message, Exception cause) {
        super(message, cause);
    }
}
