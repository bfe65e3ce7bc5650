package io.ultimatemcp.protocol.gate;

import org.jspecify.annotations.Nullable;

/** The headers of a request; names ignore case. */
@FunctionalInterface
public interface Headers {
    /** The value without surrounding blanks, or null when absent. */
    @Nullable String get(String name);
}
