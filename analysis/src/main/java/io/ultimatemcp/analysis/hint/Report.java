package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.model.Finding;
import io.ultimatemcp.analysis.model.Span;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects hints, each once, up to its limit. */
final class Report {
    private static final int MAX_EXCERPT = 60;

    private final int max;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Place> told = new HashSet<>();
    private boolean full;

    Report(int max) {
        this.max = max;
    }

    /** Hints at a node, of which the message speaks as it is written. */
    void add(Rule rule, Node node) {
        add(rule, node, excerpt(node));
    }

    /**
     * Hints at a node that means {@code name}, which the message says when it is not written so.
     */
    void add(Rule rule, Node node, String name) {
        Span span = node.span();
        if (!told.add(new Place(rule, span))) {
            return;
        }
        if (findings.size() == max) {
            full = true;
            return;
        }
        String written = excerpt(node);
        String message =
                written.equals(name)
                        ? rule.about("`" + name + "`")
                        : "`%s` means `%s` here: %s"
                                .formatted(written, cut(name), rule.about("it"));
        findings.add(new Finding(rule.id(), rule.severity(), message + ".", span, Finding.POLICY));
    }

    /** Whether there was more than the limit. */
    boolean full() {
        return full;
    }

    List<Finding> findings() {
        return findings.stream()
                .sorted(
                        Comparator.comparingInt((Finding each) -> each.span().line())
                                .thenComparingInt(each -> each.span().column()))
                .toList();
    }

    private static String excerpt(Node node) {
        int end = Math.min(node.end(), node.start() + 4 * MAX_EXCERPT);
        String text = node.tree().source().text(node.start(), end);
        return cut(text.strip().replaceAll("\\s+", " "));
    }

    /** Short enough, and harmless on a terminal. */
    private static String cut(String text) {
        String safe = text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
        int points = safe.codePointCount(0, safe.length());
        return points <= MAX_EXCERPT
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, MAX_EXCERPT)) + "…";
    }

    private record Place(Rule rule, Span span) {}
}
