package io.ultimatemcp.protocol.feature;

import java.time.Duration;

/**
 * How long a client may keep a result.
 *
 * @param life zero means: ask again each time
 * @param scope who may be served from the copy
 */
public record CacheHint(Duration life, Scope scope) {
    /** Nobody keeps it. */
    public static final CacheHint NONE = new CacheHint(Duration.ZERO, Scope.PRIVATE);

    /** Who may be served from a kept copy. */
    public enum Scope {
        /** Anybody: only for content that is the same for every caller. */
        PUBLIC,
        /** The caller who got it. */
        PRIVATE
    }
}
