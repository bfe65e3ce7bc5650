package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Reader.Inner;
import io.ultimatemcp.analysis.syntax.Node;
import io.ultimatemcp.analysis.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * One walk over a tree, every node once. The bodies of functions wait until what stands around them
 * was walked, because they run after it: so they see the names that were bound below them.
 */
final class Walk {
    private final SyntaxTree tree;
    private final Reader reader;
    private final Report report;
    private final Budget budget;
    private final Deque<Inner> waiting = new ArrayDeque<>();
    private final Map<Integer, Inner> met = new HashMap<>();

    Walk(SyntaxTree tree, Reader reader, Report report, Budget budget) {
        this.tree = tree;
        this.reader = reader;
        this.report = report;
        this.budget = budget;
    }

    /** Walks; false when it was given up for its time or its steps. */
    boolean finish() {
        waiting.add(new Inner(tree.root(), Scope.root(), true));
        while (!waiting.isEmpty() && !report.full()) {
            if (!walk(waiting.remove())) {
                return false;
            }
        }
        return !budget.isSpent();
    }

    private boolean walk(Inner region) {
        Deque<Inner> open = new ArrayDeque<>();
        open.push(region);
        int first = region.part().index();
        int row = first;
        while (row < region.part().next() && !report.full()) {
            if (!budget.step()) {
                return false;
            }
            while (open.element().part().next() <= row) {
                open.pop();
            }
            Node node = tree.node(row);
            Inner inner = met.remove(row);
            if (inner != null && inner.later()) {
                waiting.add(inner);
                row = node.next();
                continue;
            }
            if (inner != null) {
                open.push(inner);
            }
            if (node.named()) {
                Scope scope = open.element().scope();
                reader.look(node, scope);
                reader.inner(node, scope).ifPresent(part -> met.put(part.part().index(), part));
                Inner own = met.get(row);
                if (own != null && !own.later()) {
                    met.remove(row);
                    open.push(own);
                }
            }
            row++;
        }
        return true;
    }
}
