package io.ultimatemcp.analysis;

import io.ultimatemcp.analysis.hint.Hints;
import io.ultimatemcp.analysis.model.Analysis;
import io.ultimatemcp.analysis.model.Cut;
import io.ultimatemcp.analysis.model.Finding;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.model.Span;
import io.ultimatemcp.analysis.model.Symbol;
import io.ultimatemcp.analysis.model.SymbolKind;
import io.ultimatemcp.analysis.structure.Structure;
import io.ultimatemcp.analysis.syntax.Parser;
import io.ultimatemcp.analysis.syntax.SyntaxErrors;
import io.ultimatemcp.analysis.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads sources. Any text is answered, whatever it is: what is too much for the {@link Limits} is
 * missing from the result, which says so. Safe for use by many threads; blocks its caller while it
 * computes, for a millisecond on 200 ordinary lines.
 */
public final class Analyzer {
    private final Limits limits;

    /** Loads nothing yet; native code comes with the first source. */
    public Analyzer(Limits limits) {
        this.limits = limits;
    }

    /**
     * Says what there is in a source.
     *
     * @throws io.ultimatemcp.analysis.syntax.ParserUnavailable when this machine cannot load the
     *     parser
     */
    public Analysis analyze(Language language, String source) {
        byte[] text = source.getBytes(StandardCharsets.UTF_8);
        if (text.length > limits.sourceBytes()) {
            return nothing(language, Cut.SOURCE);
        }
        return parse(language, text)
                .map(tree -> analyze(language, tree))
                .orElseGet(() -> nothing(language, Cut.TIME));
    }

    /**
     * Says what in a source is worth a hint, and nothing else of it.
     *
     * @throws io.ultimatemcp.analysis.syntax.ParserUnavailable when this machine cannot load the
     *     parser
     */
    public Hints hints(Language language, String source) {
        byte[] text = source.getBytes(StandardCharsets.UTF_8);
        if (text.length > limits.sourceBytes()) {
            return new Hints(List.of(), Set.of(Cut.SOURCE));
        }
        return parse(language, text)
                .map(tree -> hints(language, tree))
                .orElseGet(() -> new Hints(List.of(), Set.of(Cut.TIME)));
    }

    private Optional<SyntaxTree> parse(Language language, byte[] text) {
        silenceNul(text);
        return Parser.shared()
                .parse(language, text, limits.parseTime(), limits.nodes(), limits.depth());
    }

    private Hints hints(Language language, SyntaxTree tree) {
        return Hints.of(language, tree, limits.entries(), limits.parseTime());
    }

    private Analysis analyze(Language language, SyntaxTree tree) {
        var structure = Structure.of(language, tree, limits.entries());
        List<Finding> errors = SyntaxErrors.of(tree, limits.entries());
        Set<Cut> cuts = EnumSet.noneOf(Cut.class);
        cuts.addAll(tree.cuts());
        Hints hints = hints(language, tree);
        cuts.addAll(hints.cuts());
        if (structure.cut() || errors.size() == limits.entries()) {
            cuts.add(Cut.ENTRIES);
        }
        return new Analysis(
                language,
                structure.module(),
                structure.symbols(),
                structure.calls(),
                structure.imports(),
                structure.complexity(),
                errors,
                hints.findings(),
                cuts);
    }

    private static Analysis nothing(Language language, Cut why) {
        var nowhere = new Span(1, 1, 1, 1);
        var module = new Symbol(Symbol.MODULE, Symbol.MODULE, SymbolKind.MODULE, nowhere, 1);
        return new Analysis(
                language,
                module,
                List.of(),
                List.of(),
                List.of(),
                1,
                List.of(),
                List.of(),
                Set.of(why));
    }

    /**
     * The lexers take NUL for the end of the text, and some then look for more of it for minutes.
     */
    private static void silenceNul(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == 0) {
                text[i] = 1;
            }
        }
    }
}
