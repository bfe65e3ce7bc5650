package io.ultimatemcp.graph.value;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Relationship;
import org.neo4j.driver.types.TypeSystem;

/**
 * The keys of nodes by element id. A relationship names its ends by element id only; those whose
 * node is not in the answer are {@link #missing} until someone looks them up. One thread only.
 */
public final class Keys {
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> named = new LinkedHashSet<>();

    /** Notes a node. */
    public void met(Node node) {
        known.put(node.elementId(), key(node));
    }

    /** Notes the ends of a relationship. */
    public void met(Relationship relationship) {
        named.add(relationship.startNodeElementId());
        named.add(relationship.endNodeElementId());
    }

    /** Element ids that were named and are not known. */
    public List<String> missing() {
        return named.stream().filter(id -> !known.containsKey(id)).toList();
    }

    /** Tells a key that was looked up. */
    public void know(String elementId, String key) {
        known.put(elementId, key);
    }

    /** The key, or the element id itself for a node without one. */
    String of(String elementId) {
        return known.getOrDefault(elementId, elementId);
    }

    private static String key(Node node) {
        var key = node.get("key");
        return key.hasType(TypeSystem.getDefault().STRING()) ? key.asString() : node.elementId();
    }

    String of(Node node) {
        return key(node);
    }
}
