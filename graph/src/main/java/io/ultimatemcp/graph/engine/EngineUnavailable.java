package io.ultimatemcp.graph.engine;

import java.time.Duration;

/** The engine cannot be had now. The message is fit for any caller. */
public final class EngineUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    EngineUnavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When to ask again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
