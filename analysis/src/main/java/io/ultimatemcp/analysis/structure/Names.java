package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.syntax.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads names off nodes. */
final class Names {
    /** No name is longer in a result. */
    static final int MAX_LENGTH = 200;

    private static final int MAX_PARTS = 16;

    private Names() {}

    /** {@code a.b.c} of nested nodes of one kind; empty when it does not start with a name. */
    static Optional<String> dotted(Node node, String kind, String object, String member) {
        Deque<String> parts = new ArrayDeque<>();
        Node at = node;
        while (at.kind().equals(kind) && parts.size() < MAX_PARTS) {
            var name = at.child(member);
            var inner = at.child(object);
            if (name.isEmpty() || inner.isEmpty()) {
                return Optional.empty();
            }
            parts.addFirst(name.get().text());
            at = inner.get();
        }
        if (!at.is("identifier", "this", "super")) {
            return Optional.empty();
        }
        parts.addFirst(at.text());
        return Optional.of(String.join(".", parts)).filter(name -> name.length() <= MAX_LENGTH);
    }

    /** The text of a field, when it is short enough for a name. */
    static Optional<String> field(Node node, String field) {
        return node.child(field).map(Node::text).filter(Names::fits);
    }

    static boolean fits(String name) {
        return !name.isEmpty() && name.length() <= MAX_LENGTH;
    }
}
