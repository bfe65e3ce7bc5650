package io.ultimatemcp.analysis.syntax;

import io.ultimatemcp.analysis.model.Cut;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Collects nodes in the order of a walk from the top, up to its limits. */
final class TreeBuilder {
    private static final int FIRST_SIZE = 256;

    private final int maxNodes;
    private final int maxDepth;
    private final Set<Cut> cuts = EnumSet.noneOf(Cut.class);
    private int[] symbols = new int[FIRST_SIZE];
    private int[] fields = new int[FIRST_SIZE];
    private int[] starts = new int[FIRST_SIZE];
    private int[] ends = new int[FIRST_SIZE];
    private int[] parents = new int[FIRST_SIZE];
    private int[] nexts = new int[FIRST_SIZE];
    private boolean[] missing = new boolean[FIRST_SIZE];
    private int count;
    private int depth;
    private int parent = -1;

    TreeBuilder(int maxNodes, int maxDepth) {
        this.maxNodes = maxNodes;
        this.maxDepth = maxDepth;
    }

    /** Adds a node; says whether its children are wanted. */
    boolean add(int symbol, int field, int start, int end, boolean isMissing) {
        if (count == symbols.length) {
            grow();
        }
        symbols[count] = symbol;
        fields[count] = field;
        starts[count] = start;
        ends[count] = end;
        parents[count] = parent;
        missing[count] = isMissing;
        count++;
        nexts[count - 1] = count;
        if (depth >= maxDepth) {
            cuts.add(Cut.DEPTH);
            return false;
        }
        return !full();
    }

    /** The next node is a child of the last one. */
    void descend() {
        depth++;
        parent = count - 1;
    }

    /** The children of the parent are complete. */
    void ascend() {
        depth--;
        nexts[parent] = count;
        parent = parents[parent];
    }

    boolean full() {
        return count >= maxNodes;
    }

    void cut(Cut cut) {
        cuts.add(cut);
    }

    SyntaxTree build(Grammar grammar, byte[] source) {
        while (parent >= 0) {
            ascend();
        }
        return new SyntaxTree(
                grammar,
                new Source(source),
                new SyntaxTree.Columns(symbols, fields, starts, ends, parents, nexts, missing),
                count,
                cuts);
    }

    private void grow() {
        int size = Math.min(maxNodes, count * 2);
        symbols = Arrays.copyOf(symbols, size);
        fields = Arrays.copyOf(fields, size);
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        parents = Arrays.copyOf(parents, size);
        nexts = Arrays.copyOf(nexts, size);
        missing = Arrays.copyOf(missing, size);
    }
}
