package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.SymbolKind;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JavaScript and TypeScript. A function that is given a name by what it is assigned to counts as
 * one of that name. {@code &&}, {@code ||} and {@code ??} are decisions.
 */
final class ScriptRules implements Rules {
    @Override
    public Optional<Definition> definition(Node node, boolean inClass) {
        return switch (node.kind()) {
            case "function_declaration", "generator_function_declaration", "function_signature" ->
                    named(node, SymbolKind.FUNCTION);
            case "class_declaration", "abstract_class_declaration" -> named(node, SymbolKind.CLASS);
            case "interface_declaration" -> named(node, SymbolKind.INTERFACE);
            case "enum_declaration" -> named(node, SymbolKind.ENUM);
            case "type_alias_declaration" -> named(node, SymbolKind.TYPE);
            case "internal_module", "module" -> named(node, SymbolKind.MODULE);
            case "method_definition", "abstract_method_signature", "method_signature" ->
                    named(node, SymbolKind.METHOD);
            case "variable_declarator" -> assigned(node, "name", "value", SymbolKind.FUNCTION);
            case "field_definition" -> assigned(node, "property", "value", SymbolKind.METHOD);
            case "public_field_definition" -> assigned(node, "name", "value", SymbolKind.METHOD);
            case "pair" -> assigned(node, "key", "value", SymbolKind.METHOD);
            case "assignment_expression" -> assigned(node, "left", "right", SymbolKind.FUNCTION);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean decision(Node node) {
        return switch (node.kind()) {
            case "if_statement",
                    "for_statement",
                    "for_in_statement",
                    "while_statement",
                    "do_statement",
                    "switch_case",
                    "catch_clause",
                    "ternary_expression" ->
                    true;
            case "binary_expression" ->
                    node.hasToken("&&") || node.hasToken("||") || node.hasToken("??");
            default -> false;
        };
    }

    @Override
    public Optional<String> callee(Node node) {
        return switch (node.kind()) {
            case "call_expression" -> node.child("function").flatMap(ScriptRules::name);
            case "new_expression" -> node.child("constructor").flatMap(ScriptRules::name);
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> imports(Node node) {
        return switch (node.kind()) {
            case "import_statement" ->
                    node.children().stream()
                            .filter(child -> child.is("import_require_clause"))
                            .findFirst()
                            .or(() -> Optional.of(node))
                            .flatMap(from -> from.child("source"))
                            .flatMap(ScriptRules::string)
                            .stream()
                            .toList();
            case "export_statement" ->
                    node.child("source").flatMap(ScriptRules::string).stream().toList();
            case "call_expression" -> required(node).stream().toList();
            default -> List.of();
        };
    }

    @Override
    public List<Alias> aliases(Node node) {
        var aliases = new ArrayList<Alias>();
        switch (node.kind()) {
            case "import_statement" -> {
                for (String module : imports(node)) {
                    node.children().forEach(clause -> imported(clause, module, aliases));
                }
            }
            case "variable_declarator" -> {
                var module = node.child("value").flatMap(ScriptRules::required);
                var name = node.child("name");
                if (module.isPresent() && name.isPresent()) {
                    bound(name.get(), module.get(), aliases);
                }
            }
            default -> {}
        }
        return aliases;
    }

    @Override
    public List<String> selves() {
        return List.of("this");
    }

    private static void imported(Node clause, String module, List<Alias> aliases) {
        for (Node part : clause.children()) {
            switch (part.kind()) {
                case "identifier" -> aliases.add(new Alias(part.text(), module));
                case "namespace_import" ->
                        part.children()
                                .forEach(name -> aliases.add(new Alias(name.text(), module)));
                case "named_imports" ->
                        part.children().forEach(name -> specified(name, module, aliases));
                default -> {}
            }
        }
    }

    private static void specified(Node specifier, String module, List<Alias> aliases) {
        Names.field(specifier, "name")
                .ifPresent(name ->
                        aliases.add(
                                new Alias(
                                        Names.field(specifier, "alias").orElse(name),
                                        module + "." + name)));
    }

    /** {@code const fs = require('fs')}, {@code const {exec: run} = require('child_process')}. */
    private static void bound(Node name, String module, List<Alias> aliases) {
        if (name.is("identifier")) {
            aliases.add(new Alias(name.text(), module));
        }
        if (name.is("object_pattern")) {
            for (Node part : name.children()) {
                if (part.is("shorthand_property_identifier_pattern")) {
                    aliases.add(new Alias(part.text(), module + "." + part.text()));
                } else if (part.is("pair_pattern")) {
                    var key = Names.field(part, "key");
                    var value = Names.field(part, "value");
                    if (key.isPresent() && value.isPresent()) {
                        aliases.add(new Alias(value.get(), module + "." + key.get()));
                    }
                }
            }
        }
    }

    private static Optional<String> required(Node call) {
        boolean asks =
                call.is("call_expression")
                        && call.child("function")
                                .filter(function -> function.text().equals("require"))
                                .isPresent();
        return asks
                ? call.child("arguments")
                        .flatMap(arguments -> arguments.children().stream().findFirst())
                        .flatMap(ScriptRules::string)
                : Optional.empty();
    }

    private static Optional<String> string(Node node) {
        String text = node.text();
        return node.is("string") && text.length() > 2 && text.indexOf('\\') < 0
                ? Optional.of(text.substring(1, text.length() - 1)).filter(Names::fits)
                : Optional.empty();
    }

    private static Optional<Definition> named(Node node, SymbolKind kind) {
        return Names.field(node, "name").map(name -> new Definition(name, kind));
    }

    private static Optional<Definition> assigned(
            Node node, String name, String value, SymbolKind kind) {
        boolean function =
                node.child(value)
                        .filter(given ->
                                given.is(
                                        "arrow_function",
                                        "function_expression",
                                        "generator_function"))
                        .isPresent();
        boolean type = node.child(value).filter(given -> given.is("class")).isPresent();
        return function || type
                ? node.child(name)
                        .flatMap(ScriptRules::label)
                        .map(label -> new Definition(label, type ? SymbolKind.CLASS : kind))
                : Optional.empty();
    }

    private static Optional<String> label(Node node) {
        return node.is("member_expression")
                ? name(node)
                : string(node).or(() -> Optional.of(node.text()).filter(Names::fits));
    }

    private static Optional<String> name(Node function) {
        return Names.dotted(function, "member_expression", "object", "property");
    }
}
