package io.ultimatemcp.analysis.syntax;

import java.io.Serial;

/**
 * This machine cannot load the native parser: no library for its processor, or no place from which
 * code may be mapped. Says why; does not pass by itself.
 */
public final class ParserUnavailable extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /** Says why. */
    public ParserUnavailable(String message) {
        super(message);
    }

    ParserUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
