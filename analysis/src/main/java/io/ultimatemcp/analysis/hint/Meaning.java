package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.syntax.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What expressions mean, by looking at them. Each is looked into once, and no deeper than {@value
 * #MAX_DEPTH} levels at a time; a value that needs more is unknown.
 */
abstract class Meaning {
    private static final int MAX_DEPTH = 64;

    private final Budget budget;
    private Map<Integer, Value> known = new HashMap<>();
    private int depth;

    Meaning(Budget budget) {
        this.budget = budget;
    }

    /** What the expression means where names mean what {@code scope} says. */
    final Value of(Node node, Scope scope) {
        Value before = known.get(node.index());
        if (before != null) {
            return before;
        }
        if (depth == MAX_DEPTH || !budget.step()) {
            return Value.UNKNOWN;
        }
        depth++;
        Value value = look(node, scope);
        depth--;
        known.put(node.index(), value);
        return value;
    }

    final List<Value> all(List<Node> nodes, Scope scope) {
        return nodes.stream().map(node -> of(node, scope)).toList();
    }

    /** What {@code thought} gives, of which nothing is remembered: its names mean other things. */
    final Value aside(Supplier<Value> thought) {
        var kept = known;
        known = new HashMap<>();
        try {
            return thought.get();
        } finally {
            known = kept;
        }
    }

    abstract Value look(Node node, Scope scope);
}
