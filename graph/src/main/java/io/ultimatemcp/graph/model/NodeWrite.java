package io.ultimatemcp.graph.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node to create or to add to.
 *
 * @param key its identity; the same key is the same node whatever its labels
 * @param labels added to those it has; none is ever taken away
 * @param properties set over those it has; null takes one away
 */
public record NodeWrite(String key, List<String> labels, Map<String, @Nullable Object> properties) {
    /** Copies both. */
    // Not compact: javac drops the parameters' type annotations there, and with them what may be
    // null.
    public NodeWrite(String key, List<String> labels, Map<String, @Nullable Object> properties) {
        this.key = key;
        this.labels = List.copyOf(labels);
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
