package io.ultimatemcp.server.project;

import io.ultimatemcp.analysis.Analyzer;
import io.ultimatemcp.analysis.Limits;
import io.ultimatemcp.analysis.model.Analysis;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.model.Symbol;
import io.ultimatemcp.analysis.syntax.ParserUnavailable;
import io.ultimatemcp.graph.projection.CodeVersion;
import io.ultimatemcp.graph.projection.CodeVersion.Reference;
import io.ultimatemcp.graph.projection.SymbolNode;
import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.run.Run;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the code that a run worked on, and what it defines, calls and imports. Symbols of a text
 * have its digest in their key; what it only refers to is known by language and name, the same node
 * for every text that refers to it. One thread only.
 */
final class CodeReader {
    private static final Logger LOG = LoggerFactory.getLogger(CodeReader.class);

    /** A name that comes from a program is not a text to be read. */
    private static final int LONGEST_NAME = 500;

    private final Ledger ledger;
    private final Analyzer analyzer = new Analyzer(Limits.standard());

    CodeReader(Ledger ledger) {
        this.ledger = ledger;
    }

    Code of(Run run) {
        Sha256 sha256 = run.code();
        String language = run.language();
        if (sha256 == null || language == null) {
            return Code.NONE;
        }
        return new Code(
                Optional.of(
                        Language.of(language)
                                .flatMap(known -> analysis(known, sha256))
                                .map(analysis -> version(sha256.hex(), language, analysis))
                                .orElseGet(() -> plain(sha256.hex(), language))));
    }

    private Optional<Analysis> analysis(Language language, Sha256 sha256) {
        try (var blob = ledger.blobs().open(sha256)) {
            if (blob.size() > Limits.standard().sourceBytes()) {
                return Optional.empty();
            }
            String source =
                    new String(blob.bytes(Limits.standard().sourceBytes()), StandardCharsets.UTF_8);
            return Optional.of(analyzer.analyze(language, source));
        } catch (ParserUnavailable e) {
            LOG.debug("code is projected without its symbols: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static CodeVersion plain(String sha256, String language) {
        return new CodeVersion(sha256, language, List.of(), List.of());
    }

    private static CodeVersion version(String sha256, String language, Analysis analysis) {
        var symbols =
                Stream.concat(Stream.of(analysis.module()), analysis.symbols().stream())
                        .map(symbol -> node(sha256, symbol))
                        .toList();
        var references = new LinkedHashSet<Reference>();
        analysis.calls()
                .forEach(call ->
                        references.add(
                                new Reference(
                                        Reference.Kind.CALLS,
                                        own(sha256, call.caller()),
                                        call.target()
                                                .map(target -> own(sha256, target))
                                                .orElseGet(() -> other(language, call.callee())),
                                        name(call.callee()))));
        analysis.imports()
                .forEach(each ->
                        references.add(
                                new Reference(
                                        Reference.Kind.IMPORTS,
                                        own(sha256, each.importer()),
                                        other(language, each.module()),
                                        name(each.module()))));
        return new CodeVersion(sha256, language, symbols, List.copyOf(references));
    }

    private static SymbolNode node(String sha256, Symbol symbol) {
        return new SymbolNode(
                own(sha256, symbol.key()),
                name(symbol.name()),
                symbol.kind().code(),
                symbol.span().line(),
                symbol.span().endLine(),
                symbol.complexity());
    }

    private static String own(String sha256, String key) {
        return sha256 + ":" + name(key);
    }

    private static String other(String language, String name) {
        return language + ":" + name(name);
    }

    private static String name(String name) {
        return Texts.cut(name, LONGEST_NAME);
    }
}
