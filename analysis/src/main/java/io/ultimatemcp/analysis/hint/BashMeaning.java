package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;

/** The words of a shell. */
final class BashMeaning extends Meaning {
    BashMeaning(Budget budget) {
        super(budget);
    }

    @Override
    Value look(Node node, Scope scope) {
        return switch (node.kind()) {
            case "command_name", "heredoc_body" -> first(node, scope);
            case "word", "extglob_pattern" -> word(node.text());
            case "number", "string_content", "heredoc_content", "variable_name" ->
                    new Text(node.text(), true);
            case "raw_string" -> new Text(inside(node.text(), 1), true);
            case "ansi_c_string" -> {
                String text = inside(node.text(), 2);
                yield new Text(Escapes.decode(text), !Escapes.hides(text));
            }
            case "string" -> quoted(node, scope);
            case "concatenation" -> concatenated(node, scope);
            case "simple_expansion" -> variable(node, scope);
            case "expansion" ->
                    node.children().size() == 1
                                    && node.children().getFirst().is("variable_name")
                                    && !node.hasToken("!")
                            ? variable(node, scope)
                            : new Built("");
            case "command_substitution" -> substituted(node, scope);
            default -> new Built("");
        };
    }

    private Value first(Node node, Scope scope) {
        return node.children().isEmpty() ? Value.UNKNOWN : of(node.children().getFirst(), scope);
    }

    /** Backslashes before the first letter only keep aliases away. */
    private static Value word(String text) {
        String bare = text.replace("\\", "");
        return new Text(bare, text.endsWith(bare));
    }

    private Value quoted(Node node, Scope scope) {
        Value whole = new Text("", true);
        var parts = node.children();
        for (Node part : parts) {
            Value value = of(part, scope);
            whole = parts.size() == 1 ? value : Value.plus(whole, value);
        }
        return whole;
    }

    private Value concatenated(Node node, Scope scope) {
        Value whole = new Text("", true);
        for (Node part : node.children()) {
            whole = Value.plus(whole, of(part, scope));
        }
        return whole;
    }

    /** A variable that is known has its value, but not in plain sight. */
    private static Value variable(Node node, Scope scope) {
        return node.children().stream()
                .findFirst()
                .flatMap(name -> scope.find(name.text()))
                .filter(Text.class::isInstance)
                .<Value>map(value -> Value.folded(((Text) value).text()))
                .orElse(new Built(""));
    }

    /** Of {@code $(echo text)} and {@code $(printf text)} the text. */
    private Value substituted(Node node, Scope scope) {
        List<Node> commands = node.children();
        if (commands.size() != 1 || !commands.getFirst().is("command")) {
            return new Built("");
        }
        var words = commands.getFirst().children();
        boolean prints =
                words.size() == 2 && List.of("echo", "printf").contains(words.getFirst().text());
        return prints && of(words.get(1), scope) instanceof Text(String text, _)
                ? Value.folded(Escapes.decode(text))
                : new Built("");
    }

    private static String inside(String text, int before) {
        return text.length() > before ? text.substring(before, text.length() - 1) : "";
    }
}
