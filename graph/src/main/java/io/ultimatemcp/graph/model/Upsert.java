package io.ultimatemcp.graph.model;

import java.util.List;

/** A batch: all of it is written, or nothing. At most {@value #MOST_ITEMS} items together. */
public record Upsert(List<NodeWrite> nodes, List<RelationshipWrite> relationships) {
    /** Nodes and relationships of the biggest batch. */
    public static final int MOST_ITEMS = 10_000;

    /** Copies the lists. */
    public Upsert {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
    }
}
