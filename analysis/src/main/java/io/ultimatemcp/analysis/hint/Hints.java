package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.model.Cut;
import io.ultimatemcp.analysis.model.Finding;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.syntax.SyntaxTree;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The hints of a source.
 *
 * @param findings in the order of the source
 * @param cuts the limits that were met, those of the tree among them; empty when all was looked at
 */
public record Hints(List<Finding> findings, Set<Cut> cuts) {
    /** Steps that a search may take, for each node and at least. */
    private static final int STEPS_A_NODE = 10;

    private static final int LEAST_STEPS = 10_000;

    /** Copies the collections. */
    public Hints {
        findings = List.copyOf(findings);
        cuts = Set.copyOf(cuts);
    }

    /** Reads them off a tree; at most {@code max}, of what is found within {@code time}. */
    public static Hints of(Language language, SyntaxTree tree, int max, Duration time) {
        var report = new Report(max);
        Set<Cut> cuts = EnumSet.noneOf(Cut.class);
        cuts.addAll(tree.cuts());
        var budget = new Budget(LEAST_STEPS + (long) STEPS_A_NODE * tree.size(), time);
        if (!new Walk(tree, reader(language, report, budget), report, budget).finish()) {
            cuts.add(Cut.TIME);
        }
        if (report.full()) {
            cuts.add(Cut.ENTRIES);
        }
        return new Hints(report.findings(), cuts);
    }

    private static Reader reader(Language language, Report report, Budget budget) {
        return switch (language) {
            case PYTHON -> new PythonReader(report, budget);
            case JAVASCRIPT, TYPESCRIPT -> new ScriptReader(report, budget);
            case BASH -> new BashReader(report, budget);
        };
    }
}
