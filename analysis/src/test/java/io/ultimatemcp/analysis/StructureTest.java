package io.ultimatemcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ultimatemcp.analysis.model.Analysis;
import io.ultimatemcp.analysis.model.Call;
import io.ultimatemcp.analysis.model.Import;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.model.Span;
import io.ultimatemcp.analysis.model.Symbol;
import io.ultimatemcp.analysis.model.SymbolKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureTest {
    private final Analyzer analyzer = new Analyzer(Limits.standard());

    @Test
    void pythonFunctionsMethodsAndClassesAreSymbolsWithTheirPlaces() {
        var analysis =
                python(
                        """
                        import os

                        @cached
                        async def load(path):
                            def inner():
                                pass
                            return inner

                        class Shop(Base):
                            def open(self):
                                if self.ready and not self.closed:
                                    self.light()
                            def light(self):
                                pass
                        def load():
                            pass
                        """);
        assertThat(analysis.symbols())
                .extracting(Symbol::key, Symbol::kind, Symbol::complexity)
                .containsExactly(
                        tuple("load", SymbolKind.FUNCTION, 1),
                        tuple("load.inner", SymbolKind.FUNCTION, 1),
                        tuple("Shop", SymbolKind.CLASS, 3),
                        tuple("Shop.open", SymbolKind.METHOD, 3),
                        tuple("Shop.light", SymbolKind.METHOD, 1),
                        tuple("load#2", SymbolKind.FUNCTION, 1));
        assertThat(analysis.symbols().getFirst().span()).isEqualTo(new Span(4, 1, 7, 17));
        assertThat(analysis.complexity()).isEqualTo(3);
        assertThat(analysis.truncated()).isFalse();
    }

    @Test
    void pythonImportsNameTheModule() {
        var analysis =
                python(
                        """
                        import os.path, sys as system
                        from a.b import c
                        from . import sibling
                        from .pkg import thing as t
                        def f():
                            import json
                        """);
        assertThat(analysis.imports())
                .extracting(Import::importer, Import::module)
                .containsExactly(
                        tuple("<module>", "os.path"),
                        tuple("<module>", "sys"),
                        tuple("<module>", "a.b"),
                        tuple("<module>", "."),
                        tuple("<module>", ".pkg"),
                        tuple("f", "json"));
    }

    @Test
    void pythonCallsAreResolvedThroughScopesSelfAndImportAliases() {
        var analysis =
                python(
                        """
                        import numpy as np
                        from a.b import c as d
                        def helper(): pass
                        class Shop:
                            def open(self):
                                self.light(); helper(); np.array([1]); d(); unknown.thing()
                            def light(self): pass
                        Shop()
                        """);
        assertThat(calls(analysis))
                .containsExactly(
                        "Shop.open -> self.light = Shop.light",
                        "Shop.open -> helper = helper",
                        "Shop.open -> numpy.array",
                        "Shop.open -> a.b.c",
                        "Shop.open -> unknown.thing",
                        "<module> -> Shop = Shop");
    }

    @Test
    void pythonDecisionsAreCounted() {
        var analysis =
                python(
                        """
                        def f(a):
                            for x in a:
                                while x:
                                    x = 1 if a else 2
                            try:
                                pass
                            except ValueError:
                                pass
                            match a:
                                case 1: pass
                                case _: pass
                            return [y for y in a if y or a]
                        """);
        assertThat(analysis.symbols().getFirst().complexity()).isEqualTo(9);
    }

    @Test
    void javascriptFunctionsOfEveryFormAreSymbols() {
        var analysis =
                analyzer.analyze(
                        Language.JAVASCRIPT,
                        """
                        import { readFile as read } from 'fs/promises';
                        const cp = require('child_process');
                        async function load() { await read('x'); cp.exec('ls'); }
                        function* many() {}
                        const small = (x) => x && load();
                        class Shop { #p = () => 1; open() { this.light(); } light() {} }
                        exports.run = function () { new Shop(); };
                        const o = { key() {}, other: function () {} };
                        """);
        assertThat(analysis.symbols())
                .extracting(Symbol::key)
                .containsExactly(
                        "load",
                        "many",
                        "small",
                        "Shop",
                        "Shop.#p",
                        "Shop.open",
                        "Shop.light",
                        "exports.run",
                        "key",
                        "other");
        assertThat(calls(analysis))
                .contains(
                        "load -> fs/promises.readFile",
                        "load -> child_process.exec",
                        "small -> load = load",
                        "Shop.open -> this.light = Shop.light",
                        "exports.run -> Shop = Shop");
        assertThat(modules(analysis)).containsExactly("fs/promises", "child_process");
    }

    @Test
    void typescriptAddsItsOwnKinds() {
        var analysis =
                analyzer.analyze(
                        Language.TYPESCRIPT,
                        """
                        import fs = require('fs');
                        import type { T } from './t';
                        interface Named { name: string; say(): void }
                        enum Colour { Red }
                        type Both = Named | Colour;
                        namespace Tools { export function run(): void {} }
                        abstract class Shop<T> { abstract open(): void; close(): void {} }
                        """);
        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.symbols())
                .extracting(symbol -> symbol.kind().code() + " " + symbol.key())
                .containsExactly(
                        "interface Named",
                        "method Named.say",
                        "enum Colour",
                        "type Both",
                        "module Tools",
                        "function Tools.run",
                        "class Shop",
                        "method Shop.open",
                        "method Shop.close");
        assertThat(modules(analysis)).containsExactly("fs", "./t");
    }

    @Test
    void bashFunctionsCommandsAndSourcedFilesAreSeen() {
        var analysis =
                analyzer.analyze(
                        Language.BASH,
                        """
                        . ./lib.sh
                        greet() { if [ -n "$1" ] && true; then echo "$1"; fi; }
                        greet world
                        """);
        assertThat(analysis.symbols()).extracting(Symbol::key).containsExactly("greet");
        assertThat(analysis.symbols().getFirst().complexity()).isEqualTo(3);
        assertThat(calls(analysis)).contains("<module> -> greet = greet", "greet -> echo");
        assertThat(modules(analysis)).containsExactly("./lib.sh");
    }

    @Test
    void aSourceThatDoesNotParseHasFindingsAndWhatCouldBeRead() {
        var analysis = python("def good(): pass\n\ndef bad(:\n    return 1\n");
        assertThat(analysis.symbols()).extracting(Symbol::key).contains("good");
        assertThat(analysis.findings()).isNotEmpty();
        assertThat(analysis.findings().getFirst().rule()).isEqualTo("syntax-error");
        assertThat(analysis.findings().getFirst().span().line()).isEqualTo(3);
    }

    @Test
    void columnsCountCodePoints() {
        var analysis = python("s = '😀é'; f('😀')\nclass Ünïcode: pass\n");
        assertThat(analysis.calls().getFirst().span()).isEqualTo(new Span(1, 11, 1, 17));
        assertThat(analysis.symbols().getFirst().name()).isEqualTo("Ünïcode");
        assertThat(analysis.symbols().getFirst().span()).isEqualTo(new Span(2, 1, 2, 20));
    }

    private Analysis python(String source) {
        return analyzer.analyze(Language.PYTHON, source);
    }

    private static List<String> modules(Analysis analysis) {
        return analysis.imports().stream().map(Import::module).toList();
    }

    private static List<String> calls(Analysis analysis) {
        return analysis.calls().stream().map(StructureTest::line).toList();
    }

    private static String line(Call call) {
        return call.caller()
                + " -> "
                + call.callee()
                + call.target().map(target -> " = " + target).orElse("");
    }
}
