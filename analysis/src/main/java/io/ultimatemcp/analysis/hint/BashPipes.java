package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;
import java.util.Optional;

/** Code that reaches an interpreter of its own: by a pipe, a word or a redirection. */
final class BashPipes {
    private final Report report;
    private final BashMeaning meaning;

    BashPipes(Report report, BashMeaning meaning) {
        this.report = report;
        this.meaning = meaning;
    }

    void pipeline(Node pipeline, Scope scope) {
        List<Node> parts = pipeline.children();
        for (int i = 1; i < parts.size(); i++) {
            Node part = parts.get(i);
            Optional<Node> command =
                    part.is("redirected_statement") ? part.child("body") : Optional.of(part);
            command.filter(each -> each.is("command"))
                    .map(each -> BashCommand.of(each, meaning, scope))
                    .filter(BashPipes::readsCode)
                    .ifPresent(each -> report.add(Rule.PIPED_CODE, each.node()));
        }
        boolean itself =
                parts.size() > 1
                        && parts.stream()
                                .allMatch(part -> part.text().replace("\"", "").equals("$0"));
        if (itself) {
            report.add(Rule.FORK_BOMB, pipeline);
        }
    }

    /** What an interpreter is given to run. */
    void shell(BashCommand command, Scope scope) {
        if (!BashNames.INTERPRETERS.contains(command.words().getFirst())) {
            return;
        }
        var arguments = command.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Node argument = arguments.get(i);
            if (argument.is("process_substitution")) {
                report.add(Rule.PIPED_CODE, argument);
            }
            boolean code = i > 0 && List.of("-c", "-e").contains(arguments.get(i - 1).text());
            if (code && !(meaning.of(argument, scope) instanceof Text(_, boolean plain) && plain)) {
                report.add(Rule.DYNAMIC_CODE, argument);
            }
        }
        command.node().children().stream()
                .filter(each -> each.is("herestring_redirect"))
                .flatMap(each -> each.children().stream())
                .filter(each ->
                        !(meaning.of(each, scope) instanceof Text(_, boolean plain) && plain))
                .forEach(each -> report.add(Rule.PIPED_CODE, each));
    }

    /** Whether an interpreter takes its program from standard input. */
    private static boolean readsCode(BashCommand command) {
        if (command.words().isEmpty()
                || !BashNames.INTERPRETERS.contains(command.words().getFirst())) {
            return false;
        }
        var given = command.words().subList(1, command.words().size());
        for (String word : given) {
            if (word.equals("-") || word.equals("-s")) {
                return true;
            }
            if (!word.startsWith("-") || List.of("-c", "-m", "-e", "-n", "-p").contains(word)) {
                return false;
            }
        }
        return true;
    }
}
