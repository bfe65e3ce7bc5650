package io.ultimatemcp.server.project;

import java.io.Serial;
import java.time.Duration;

/** The graph went away while it was being made anew. */
public final class ProjectionFailed extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    ProjectionFailed(String reason, Duration retryAfter) {
        super(reason, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When asking again makes sense. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
