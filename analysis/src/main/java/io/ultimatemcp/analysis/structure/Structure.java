package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.Call;
import io.ultimatemcp.analysis.model.Import;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.model.Symbol;
import io.ultimatemcp.analysis.syntax.SyntaxTree;
import java.util.List;

/**
 * The structure of a source.
 *
 * @param complexity of the whole file
 * @param cut whether there was more of something than {@code maxEntries}
 */
public record Structure(
        Symbol module,
        List<Symbol> symbols,
        List<Call> calls,
        List<Import> imports,
        int complexity,
        boolean cut) {
    /** Copies the lists. */
    public Structure {
        symbols = List.copyOf(symbols);
        calls = List.copyOf(calls);
        imports = List.copyOf(imports);
    }

    /** Reads it off a tree; at most {@code maxEntries} of symbols, calls and imports, of each. */
    public static Structure of(Language language, SyntaxTree tree, int maxEntries) {
        return new Walk(Rules.of(language), tree, maxEntries).structure();
    }
}
