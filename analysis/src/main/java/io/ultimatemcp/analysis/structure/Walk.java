package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.Call;
import io.ultimatemcp.analysis.model.Import;
import io.ultimatemcp.analysis.model.Symbol;
import io.ultimatemcp.analysis.model.SymbolKind;
import io.ultimatemcp.analysis.structure.Rules.Definition;
import io.ultimatemcp.analysis.syntax.Node;
import io.ultimatemcp.analysis.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One walk over a tree, from its first row to its last. */
final class Walk {
    private final Rules rules;
    private final SyntaxTree tree;
    private final int maxEntries;
    private final Scope module;
    private final Deque<Scope> open = new ArrayDeque<>();
    private final Map<String, Scope> symbols = new LinkedHashMap<>();
    private final Map<String, Integer> namesakes = new HashMap<>();
    private final Map<Link, Call> calls = new LinkedHashMap<>();
    private final Map<Link, Import> imports = new LinkedHashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private int decisions;
    private boolean cut;

    Walk(Rules rules, SyntaxTree tree, int maxEntries) {
        this.rules = rules;
        this.tree = tree;
        this.maxEntries = maxEntries;
        this.module =
                new Scope(
                        Symbol.MODULE,
                        Symbol.MODULE,
                        SymbolKind.MODULE,
                        tree.source().span(0, tree.root().end()),
                        tree.size());
        open.push(module);
    }

    Structure structure() {
        for (int row = 1; row < tree.size(); row++) {
            while (open.element().end() <= row) {
                open.pop();
            }
            Node node = tree.node(row);
            if (node.named()) {
                look(node);
            }
        }
        var targets = new Targets(symbols.keySet(), aliases, rules.selves());
        return new Structure(
                module.symbol(),
                symbols.values().stream().map(Scope::symbol).toList(),
                targets.resolve(calls.values()),
                List.copyOf(imports.values()),
                decisions + 1,
                cut);
    }

    private void look(Node node) {
        if (rules.decision(node)) {
            decide();
        }
        String here = open.element().key();
        rules.callee(node)
                .ifPresent(callee ->
                        note(calls, new Link(here, callee), () -> call(here, callee, node)));
        for (String name : rules.imports(node)) {
            note(imports, new Link(here, name), () -> new Import(here, name, node.span()));
        }
        rules.aliases(node).forEach(alias -> aliases.putIfAbsent(alias.name(), alias.meaning()));
        rules.definition(node, open.element().holdsMethods())
                .ifPresent(definition -> define(definition, node));
    }

    private void decide() {
        decisions++;
        open.element().decide();
        // A class counts what its methods decide; the scope itself has been counted.
        open.stream().skip(1).filter(Scope::holdsMethods).forEach(Scope::decide);
    }

    private void define(Definition definition, Node node) {
        if (symbols.size() >= maxEntries) {
            cut = true;
            return;
        }
        String outer = open.element().key();
        String path =
                open.element() == module ? definition.name() : outer + "." + definition.name();
        int count = namesakes.merge(path, 1, Integer::sum);
        String key = count == 1 ? path : path + "#" + count;
        String name = definition.name().substring(definition.name().lastIndexOf('.') + 1);
        var scope = new Scope(key, name, definition.kind(), node.span(), node.next());
        symbols.put(key, scope);
        open.push(scope);
    }

    private static Call call(String caller, String callee, Node node) {
        return new Call(caller, callee, Optional.empty(), node.span());
    }

    private <T> void note(Map<Link, T> into, Link link, Supplier<T> entry) {
        if (into.size() < maxEntries) {
            if (!into.containsKey(link)) {
                into.put(link, entry.get());
            }
        } else if (!into.containsKey(link)) {
            cut = true;
        }
    }

    /** From a symbol to a name. */
    private record Link(String from, String to) {}
}
