package io.ultimatemcp.server.project;

import java.io.Serial;
import java.time.Duration;

/** The graph cannot take anything now; what was begun is done again later. */
final class GraphAway extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    GraphAway(String reason, Duration retryAfter) {
        super(reason, null, false, false);
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
