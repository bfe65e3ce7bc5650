package io.ultimatemcp.graph.write;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is fit to be written: items named twice are one, and everything is in the order in
 * which every batch takes its locks.
 */
final class Batch {
    /** A node to be. */
    record Node(Set<String> labels, Map<String, @Nullable Object> properties) {}

    /** What a relationship is known by. */
    record Link(String type, String start, String end) implements Comparable<Link> {
        private static final Comparator<Link> ORDER =
                Comparator.comparing(Link::type)
                        .thenComparing(Link::start)
                        .thenComparing(Link::end);

        @Override
        public int compareTo(Link other) {
            return ORDER.compare(this, other);
        }
    }

    /** A relationship to be, with the places of the request that name it. */
    record Relationship(Set<Integer> indexes, Map<String, @Nullable Object> properties) {}

    private final SortedMap<String, Node> nodes = new TreeMap<>();
    private final SortedMap<Link, Relationship> relationships = new TreeMap<>();

    void node(String key, List<String> labels, Map<String, @Nullable Object> properties) {
        Node node = nodes.computeIfAbsent(key, _ -> new Node(new TreeSet<>(), new TreeMap<>()));
        node.labels().addAll(labels);
        node.properties().putAll(properties);
    }

    void relationship(int index, Link link, Map<String, @Nullable Object> properties) {
        Relationship relationship =
                relationships.computeIfAbsent(
                        link, _ -> new Relationship(new LinkedHashSet<>(), new TreeMap<>()));
        relationship.indexes().add(index);
        relationship.properties().putAll(properties);
    }

    SortedMap<String, Node> nodes() {
        return nodes;
    }

    SortedMap<Link, Relationship> relationships() {
        return relationships;
    }

    /** Keys that relationships name and the batch itself does not bring. */
    SortedSet<String> outsideEndpoints() {
        var keys = new TreeSet<String>();
        for (Link link : relationships.keySet()) {
            keys.add(link.start());
            keys.add(link.end());
        }
        keys.removeAll(nodes.keySet());
        return keys;
    }

    int propertiesSet() {
        return nodes.values().stream().mapToInt(node -> node.properties().size()).sum()
                + relationships.values().stream()
                        .mapToInt(relationship -> relationship.properties().size())
                        .sum();
    }
}
