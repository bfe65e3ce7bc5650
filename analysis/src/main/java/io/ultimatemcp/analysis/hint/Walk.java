package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Reader.Inner;
import io.ultimatemcp.analysis.syntax.Node;
import io.ultimatemcp.analysis.syntax.SyntaxTree;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * One walk over a tree, every node once. The bodies of functions wait until what stands around them
 * was walked, because they run after it: so they see the names that were bound below them.
 */
final class Walk {
    /** Expressions that may be looked into, for each node and altogether. */
    private static final int STEPS_A_NODE = 8;

    private static final int LEAST_STEPS = 10_000;
    private static final int CLOCK_EVERY = 256;

    private final SyntaxTree tree;
    private final Reader reader;
    private final Report report;
    private final long deadline;
    private final long maxSteps;
    private final Deque<Inner> waiting = new ArrayDeque<>();
    private final Map<Integer, Inner> met = new HashMap<>();
    private int nodes;

    Walk(SyntaxTree tree, Reader reader, Report report, Duration time) {
        this.tree = tree;
        this.reader = reader;
        this.report = report;
        this.deadline = System.nanoTime() + time.toNanos();
        this.maxSteps = LEAST_STEPS + (long) STEPS_A_NODE * tree.size();
    }

    /** Walks; false when it was given up for its time or its steps. */
    boolean finish() {
        waiting.add(new Inner(tree.root(), Scope.root(), true));
        while (!waiting.isEmpty() && !report.full()) {
            if (!walk(waiting.remove())) {
                return false;
            }
        }
        return true;
    }

    private boolean walk(Inner region) {
        Deque<Inner> open = new ArrayDeque<>();
        open.push(region);
        int first = region.part().index();
        int row = first;
        while (row < region.part().next() && !report.full()) {
            if (isSpent()) {
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

    private boolean isSpent() {
        boolean late = nodes++ % CLOCK_EVERY == 0 && System.nanoTime() - deadline > 0;
        return late || reader.steps() > maxSteps;
    }
}
