package io.ultimatemcp.analysis.syntax;

import io.ultimatemcp.analysis.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of a syntax tree: a view, cheap to make. Two nodes are equal when they are the same. */
public record Node(SyntaxTree tree, int index) {
    /** The name of its rule in the grammar, or the token itself; {@code ERROR} for stray text. */
    public String kind() {
        return tree.grammar().name(tree.columns().symbols()[index]);
    }

    /** Whether it stands for a rule of the grammar with a name, not for a bare token. */
    public boolean named() {
        return tree.grammar().named(tree.columns().symbols()[index]);
    }

    /** Whether its kind is one of these. */
    public boolean is(String... kinds) {
        String kind = kind();
        for (String candidate : kinds) {
            if (kind.equals(candidate)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the parser put it in to go on; it has no text. */
    public boolean missing() {
        return tree.columns().missing()[index];
    }

    /** Whether it is text that the parser could not place. */
    public boolean error() {
        return tree.columns().symbols()[index] == Grammar.ERROR;
    }

    /** What it is to its parent, in the grammar's word; empty when that has none. */
    public String field() {
        return tree.grammar().field(tree.columns().fields()[index]);
    }

    /** The node that holds it; empty for the root. */
    public Optional<Node> parent() {
        int parent = tree.columns().parents()[index];
        return parent < 0 ? Optional.empty() : Optional.of(new Node(tree, parent));
    }

    /** Its children of named rules, in order. */
    public List<Node> children() {
        var children = new ArrayList<Node>();
        for (int child = index + 1; child < next(); child = tree.columns().nexts()[child]) {
            var node = new Node(tree, child);
            if (node.named()) {
                children.add(node);
            }
        }
        return children;
    }

    /** The first child that is {@code field} to it. */
    public Optional<Node> child(String field) {
        for (int child = index + 1; child < next(); child = tree.columns().nexts()[child]) {
            var node = new Node(tree, child);
            if (node.field().equals(field)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Whether a direct child is the bare token {@code token}. */
    public boolean hasToken(String token) {
        for (int child = index + 1; child < next(); child = tree.columns().nexts()[child]) {
            var node = new Node(tree, child);
            if (!node.named() && node.kind().equals(token)) {
                return true;
            }
        }
        return false;
    }

    /** The row behind its last descendant. */
    public int next() {
        return tree.columns().nexts()[index];
    }

    /** Its source. */
    public String text() {
        return tree.source().text(start(), end());
    }

    /** Where it stands. */
    public Span span() {
        return tree.source().span(start(), end());
    }

    /** Offset of its first byte in the source. */
    public int start() {
        return tree.columns().starts()[index];
    }

    /** Offset behind its last byte. */
    public int end() {
        return tree.columns().ends()[index];
    }
}
