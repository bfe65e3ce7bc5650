package io.ultimatemcp.analysis.model;

import java.util.List;
import java.util.Set;

/**
 * What can be said about a source without running it.
 *
 * @param module the file itself; not among the symbols
 * @param symbols in the order of the source
 * @param calls in the order of the source, one for each pair of caller and callee
 * @param imports in the order of the source, one for each pair of importer and module
 * @param complexity McCabe's number of the whole file: 1 and all its decisions
 * @param findings where the source does not parse
 * @param hints risky constructs. They explain, they do not protect: who wants to hide one can
 * @param cuts the limits that were met; empty when the result is whole
 */
public record Analysis(
        Language language,
        Symbol module,
        List<Symbol> symbols,
        List<Call> calls,
        List<Import> imports,
        int complexity,
        List<Finding> findings,
        List<Finding> hints,
        Set<Cut> cuts) {
    /** Copies the collections. */
    public Analysis {
        symbols = List.copyOf(symbols);
        calls = List.copyOf(calls);
        imports = List.copyOf(imports);
        findings = List.copyOf(findings);
        hints = List.copyOf(hints);
        cuts = Set.copyOf(cuts);
    }

    /** Whether a limit was met. */
    public boolean truncated() {
        return !cuts.isEmpty();
    }
}
