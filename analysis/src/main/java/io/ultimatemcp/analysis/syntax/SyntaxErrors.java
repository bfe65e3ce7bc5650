package io.ultimatemcp.analysis.syntax;

import io.ultimatemcp.analysis.model.Finding;
import io.ultimatemcp.analysis.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Where a text does not parse. */
public final class SyntaxErrors {
    private static final int MAX_TEXT = 40;

    private SyntaxErrors() {}

    /** At most {@code max} of them, outermost only, in the order of the text. */
    public static List<Finding> of(SyntaxTree tree, int max) {
        var findings = new ArrayList<Finding>();
        int row = 0;
        while (row < tree.size() && findings.size() < max) {
            Node node = tree.node(row);
            if (node.error()) {
                findings.add(finding(node, "unexpected " + excerpt(node)));
                row = node.next();
            } else {
                if (node.missing()) {
                    findings.add(finding(node, "expected " + node.kind().replace('_', ' ')));
                }
                row++;
            }
        }
        return findings;
    }

    private static Finding finding(Node node, String message) {
        return new Finding("syntax-error", Severity.ERROR, message, node.span(), Finding.SYNTAX);
    }

    private static String excerpt(Node node) {
        String text =
                node.tree()
                        .source()
                        .text(node.start(), Math.min(node.end(), node.start() + 4 * MAX_TEXT));
        String line = text.lines().findFirst().orElse("").strip();
        return line.isEmpty()
                ? "end of the text"
                : "'" + (line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "…" : line) + "'";
    }
}
