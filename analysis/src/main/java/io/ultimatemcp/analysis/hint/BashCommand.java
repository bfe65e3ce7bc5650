package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command as it is run: behind {@code sudo}, {@code env} and their like.
 *
 * @param node the whole, with what stands before
 * @param wrapper the first word, when it is one of those that run the rest
 * @param name the word that names the command; empty when there is none
 * @param arguments the words behind it
 * @param words name and arguments where they are known, else as they are written; none when the
 *     name is not known
 */
record BashCommand(
        Node node,
        Optional<Node> wrapper,
        Optional<Node> name,
        List<Node> arguments,
        List<String> words) {
    static BashCommand of(Node node, BashMeaning meaning, Scope scope) {
        var parts =
                node.children().stream()
                        .filter(each -> each.is("command_name") || each.field().equals("argument"))
                        .toList();
        int at = 0;
        while (at < parts.size() && isWrapper(parts.get(at), meaning, scope)) {
            boolean timed = parts.get(at).text().equals("timeout");
            at++;
            while (at < parts.size() && isOption(parts.get(at))) {
                at++;
            }
            at += timed ? 1 : 0;
        }
        Optional<Node> wrapper = at == 0 ? Optional.empty() : Optional.of(parts.getFirst());
        if (at >= parts.size()) {
            return new BashCommand(node, wrapper, Optional.empty(), List.of(), List.of());
        }
        Node name = parts.get(at);
        var arguments = parts.subList(at + 1, parts.size());
        return new BashCommand(
                node,
                wrapper,
                Optional.of(name),
                arguments,
                words(name, arguments, meaning, scope));
    }

    private static List<String> words(
            Node name, List<Node> arguments, BashMeaning meaning, Scope scope) {
        if (!(meaning.of(name, scope) instanceof Text(String called, _)) || called.isEmpty()) {
            return List.of();
        }
        var words = new ArrayList<String>();
        words.add(called.substring(called.lastIndexOf('/') + 1));
        for (Node argument : arguments) {
            words.add(
                    meaning.of(argument, scope) instanceof Text(String text, _)
                            ? text
                            : argument.text().replace("\"", ""));
        }
        return words.getFirst().isEmpty() ? List.of() : words;
    }

    private static boolean isWrapper(Node word, BashMeaning meaning, Scope scope) {
        return meaning.of(word, scope) instanceof Text(String text, _)
                && BashNames.PREFIXES.contains(text);
    }

    private static boolean isOption(Node word) {
        String text = word.text();
        return text.startsWith("-") || text.matches("[A-Za-z_]\\w*=.*");
    }
}
