package io.ultimatemcp.analysis.syntax;

import io.ultimatemcp.analysis.model.Cut;
import java.util.Set;

/**
 * A parsed text as columns of numbers, one row a node, in the order of a walk from the top: the
 * rows of a node's descendants follow it. To walk a tree is to count, so no depth of nesting can
 * exhaust the stack. Immutable.
 */
public final class SyntaxTree {
    private final Grammar grammar;
    private final Source source;
    private final Columns columns;
    private final int size;
    private final Set<Cut> cuts;

    SyntaxTree(Grammar grammar, Source source, Columns columns, int size, Set<Cut> cuts) {
        this.grammar = grammar;
        this.source = source;
        this.columns = columns;
        this.size = size;
        this.cuts = Set.copyOf(cuts);
    }

    /** The node that holds all others. */
    public Node root() {
        return new Node(this, 0);
    }

    /** Number of nodes, at least 1. */
    public int size() {
        return size;
    }

    /** The node in row {@code index}. */
    public Node node(int index) {
        return new Node(this, index);
    }

    /** The text that was parsed. */
    public Source source() {
        return source;
    }

    /** The limits that were met. */
    public Set<Cut> cuts() {
        return cuts;
    }

    Grammar grammar() {
        return grammar;
    }

    Columns columns() {
        return columns;
    }

    /** One entry a node; {@code nexts} is the row behind the last descendant. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
    record Columns(
            int[] symbols,
            int[] fields,
            int[] starts,
            int[] ends,
            int[] parents,
            int[] nexts,
            boolean[] missing) {}
}
