package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.syntax.Node;
import java.util.Set;

/** Python's import statements. */
final class PythonImports {
    /** Not dangerous themselves, but strange under another name. */
    private static final Set<String> WORTH_AN_ALIAS =
            Set.of("builtins.open", "io.open", "builtins.getattr", "_io.open");

    private final Report report;

    PythonImports(Report report) {
        this.report = report;
    }

    void look(Node node) {
        if (node.is("import_statement")) {
            for (Node child : node.children()) {
                module(child.is("aliased_import") ? child.child("name").orElse(child) : child);
            }
            return;
        }
        node.child("module_name")
                .ifPresent(module -> {
                    module(module);
                    for (Node child : node.children()) {
                        if (child.field().equals("name")) {
                            name(PythonNames.normal(module.text()), child);
                        }
                    }
                });
    }

    private void module(Node node) {
        String name = PythonNames.normal(node.text());
        PythonNames.DANGERS.module(name).ifPresent(rule -> report.add(rule, node, name));
    }

    private void name(String module, Node node) {
        boolean aliased = node.is("aliased_import");
        String name =
                PythonNames.normal(
                        aliased ? node.child("name").map(Node::text).orElse("") : node.text());
        String whole = module + "." + name;
        if (PythonNames.isLent(module, name)) {
            report.add(Rule.BORROWED_MODULE, node, whole);
        }
        PythonNames.DANGERS.module(whole).ifPresent(rule -> report.add(rule, node, whole));
        boolean telling =
                WORTH_AN_ALIAS.contains(whole)
                        || PythonNames.DANGERS.function(whole).filter(Rule::calls).isPresent();
        if (aliased && telling) {
            report.add(Rule.ALIASED_NAME, node, whole);
        }
    }
}
