package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.SymbolKind;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Python. Comprehensions, {@code and}, {@code or} and each named {@code case} are decisions. */
final class PythonRules implements Rules {
    @Override
    public Optional<Definition> definition(Node node, boolean inClass) {
        return switch (node.kind()) {
            case "function_definition" ->
                    Names.field(node, "name")
                            .map(name ->
                                    new Definition(
                                            name,
                                            inClass ? SymbolKind.METHOD : SymbolKind.FUNCTION));
            case "class_definition" ->
                    Names.field(node, "name").map(name -> new Definition(name, SymbolKind.CLASS));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean decision(Node node) {
        return switch (node.kind()) {
            case "if_statement",
                    "elif_clause",
                    "for_statement",
                    "while_statement",
                    "except_clause",
                    "conditional_expression",
                    "for_in_clause",
                    "if_clause",
                    "boolean_operator" ->
                    true;
            case "case_clause" -> !node.text().startsWith("case _:");
            default -> false;
        };
    }

    @Override
    public Optional<String> callee(Node node) {
        return node.is("call") ? node.child("function").flatMap(this::name) : Optional.empty();
    }

    @Override
    public List<String> imports(Node node) {
        return switch (node.kind()) {
            case "import_statement" ->
                    node.children().stream().map(PythonRules::module).filter(Names::fits).toList();
            case "import_from_statement" -> Names.field(node, "module_name").stream().toList();
            case "future_import_statement" -> List.of("__future__");
            default -> List.of();
        };
    }

    @Override
    public List<Alias> aliases(Node node) {
        return switch (node.kind()) {
            case "import_statement" -> aliases(node, "");
            case "import_from_statement" ->
                    Names.field(node, "module_name")
                            .map(module ->
                                    aliases(node, module.endsWith(".") ? module : module + "."))
                            .orElse(List.of());
            default -> List.of();
        };
    }

    @Override
    public List<String> selves() {
        return List.of("self", "cls");
    }

    private static List<Alias> aliases(Node node, String prefix) {
        var aliases = new ArrayList<Alias>();
        for (Node child : node.children()) {
            if (!child.field().equals("name")) {
                continue;
            }
            String name = module(child);
            String bound = Names.field(child, "alias").orElse(name);
            // "import a.b" binds "a", which already means itself.
            if (!prefix.isEmpty() || !bound.equals(name)) {
                aliases.add(new Alias(bound, prefix + name));
            }
        }
        return aliases;
    }

    private static String module(Node name) {
        return name.is("aliased_import")
                ? name.child("name").map(Node::text).orElse("")
                : name.text();
    }

    private Optional<String> name(Node function) {
        return Names.dotted(function, "attribute", "object", "attribute");
    }
}
