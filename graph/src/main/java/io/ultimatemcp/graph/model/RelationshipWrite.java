package io.ultimatemcp.graph.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A relationship to create or to add to; there is one of each type between two nodes in one
 * direction.
 *
 * @param start key of the node it leaves, of the same batch or of the graph
 * @param end key of the node it enters
 * @param properties set over those it has; null takes one away
 */
public record RelationshipWrite(
        String start, String end, String type, Map<String, @Nullable Object> properties) {
    /** Copies the properties. */
    // Not compact: javac drops the parameters' type annotations there, and with them what may be
    // null.
    public RelationshipWrite(
            String start, String end, String type, Map<String, @Nullable Object> properties) {
        this.start = start;
        this.end = end;
        this.type = type;
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
