package io.ultimatemcp.protocol.feature;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hints on content and resources.
 *
 * @param audience who it is for, {@code user} and/or {@code assistant}; empty says nothing
 * @param priority 0 (optional) to 1 (required), or null
 */
public record Annotations(
        List<String> audience, @Nullable Double priority, @Nullable Instant lastModified) {
    public Annotations {
        audience = List.copyOf(audience);
    }
}
