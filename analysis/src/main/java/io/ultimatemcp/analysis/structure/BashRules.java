package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.SymbolKind;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;
import java.util.Optional;

/** Bash. Every command is a call of its name; {@code .} and {@code source} are imports. */
final class BashRules implements Rules {
    @Override
    public Optional<Definition> definition(Node node, boolean inClass) {
        return node.is("function_definition")
                ? Names.field(node, "name").map(name -> new Definition(name, SymbolKind.FUNCTION))
                : Optional.empty();
    }

    @Override
    public boolean decision(Node node) {
        return switch (node.kind()) {
            case "if_statement",
                    "elif_clause",
                    "for_statement",
                    "c_style_for_statement",
                    "while_statement",
                    "case_item",
                    "ternary_expression" ->
                    true;
            case "list", "binary_expression" -> node.hasToken("&&") || node.hasToken("||");
            default -> false;
        };
    }

    @Override
    public Optional<String> callee(Node node) {
        return node.is("command")
                ? node.child("name")
                        .filter(name -> name.children().stream().allMatch(part -> part.is("word")))
                        .map(Node::text)
                        .filter(Names::fits)
                : Optional.empty();
    }

    @Override
    public List<String> imports(Node node) {
        boolean sources =
                callee(node).filter(name -> name.equals(".") || name.equals("source")).isPresent();
        return sources
                ? Names.field(node, "argument").map(BashRules::unquoted).stream().toList()
                : List.of();
    }

    @Override
    public List<Alias> aliases(Node node) {
        return List.of();
    }

    @Override
    public List<String> selves() {
        return List.of();
    }

    private static String unquoted(String word) {
        boolean quoted =
                word.length() > 2
                        && (word.startsWith("\"") || word.startsWith("'"))
                        && word.charAt(0) == word.charAt(word.length() - 1);
        return quoted ? word.substring(1, word.length() - 1) : word;
    }
}
