package io.ultimatemcp.graph.model;

import java.util.List;
import java.util.SortedMap;

/**
 * What kinds of things there are.
 *
 * @param labels with how many nodes have each and which properties were seen on a sample of them
 * @param relationships with the labels at both ends, from a sample
 * @param indexes all but the engine's own token lookups
 * @param truncated more labels or types exist than are listed
 */
public record GraphSchema(
        List<Label> labels,
        List<Relationship> relationships,
        List<Index> indexes,
        boolean truncated) {
    /** Copies the lists. */
    public GraphSchema {
        labels = List.copyOf(labels);
        relationships = List.copyOf(relationships);
        indexes = List.copyOf(indexes);
    }

    /** A label; property types are Cypher's ({@code STRING}, {@code INTEGER | FLOAT}). */
    public record Label(String name, long count, SortedMap<String, String> properties) {}

    /** A type of relationship, with its patterns as {@code Start -> End}, most frequent first. */
    public record Relationship(
            String type, long count, List<String> patterns, SortedMap<String, String> properties) {}

    /** An index, on labels or types ({@code on}) and properties. */
    public record Index(String name, String type, List<String> on, List<String> properties) {}
}
