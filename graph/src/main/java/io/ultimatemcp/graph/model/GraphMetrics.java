package io.ultimatemcp.graph.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much there is.
 *
 * @param labels nodes by label; a node counts once for each of its labels
 * @param relationshipTypes relationships by type
 */
public record GraphMetrics(
        long nodeCount,
        long relationshipCount,
        SortedMap<String, Long> labels,
        SortedMap<String, Long> relationshipTypes) {
    /** Copies both maps. */
    public GraphMetrics {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        relationshipTypes = Collections.unmodifiableSortedMap(new TreeMap<>(relationshipTypes));
    }

    /**
     * Ends of relationships at an average node, which is two per relationship; 0 for an empty
     * graph.
     */
    public double averageDegree() {
        return nodeCount == 0 ? 0 : 2.0 * relationshipCount / nodeCount;
    }
}
