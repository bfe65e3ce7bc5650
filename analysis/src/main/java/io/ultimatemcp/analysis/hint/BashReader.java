package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shells. */
final class BashReader implements Reader {
    /** Nodes of a function's body that are searched for calls of itself. */
    private static final int MAX_BODY = 500;

    private static final Set<String> CHOICES =
            Set.of("if_statement", "for_statement", "while_statement", "case_statement", "list");

    private final Report report;
    private final BashMeaning meaning;
    private final BashPipes pipes;

    BashReader(Report report, Budget budget) {
        this.report = report;
        this.meaning = new BashMeaning(budget);
        this.pipes = new BashPipes(report, meaning);
    }

    @Override
    public Optional<Inner> inner(Node node, Scope scope) {
        return Optional.empty();
    }

    @Override
    public void look(Node node, Scope scope) {
        switch (node.kind()) {
            case "variable_assignment" -> assign(node, scope);
            case "command" -> command(node, scope);
            case "pipeline" -> pipes.pipeline(node, scope);
            case "function_definition" -> recursion(node);
            case "word", "string", "raw_string", "concatenation" -> path(node, scope);
            case "file_redirect" -> redirect(node, scope);
            default -> {}
        }
    }

    private void assign(Node node, Scope scope) {
        String name = node.child("name").map(Node::text).orElse("");
        if (BashNames.LINKER.contains(name)) {
            report.add(Rule.NATIVE_CODE, node);
        }
        Value value =
                node.child("value")
                        .map(given -> meaning.of(given, scope))
                        .orElse(new Text("", true));
        scope.bind(
                name,
                node.hasToken("+=")
                        ? Value.plus(scope.find(name).orElse(new Built("")), value)
                        : value);
    }

    private void command(Node node, Scope scope) {
        var command = BashCommand.of(node, meaning, scope);
        command.name().ifPresent(name -> named(name, command, scope));
        command.wrapper()
                .filter(name -> name.text().equals("exec"))
                .filter(_ -> command.name().isPresent())
                .ifPresent(name -> report.add(Rule.PROCESS, node));
        var words = command.words();
        if (words.isEmpty()) {
            return;
        }
        BashNames.rule(words).ifPresent(rule -> report.add(rule, node));
        switch (words.getFirst()) {
            case "source", "." -> sourced(command, node, scope);
            case "alias" -> aliased(command, scope);
            default -> pipes.shell(command, scope);
        }
    }

    /** How the name of a command is written. */
    private void named(Node name, BashCommand command, Scope scope) {
        Node written =
                name.is("command_name") && !name.children().isEmpty()
                        ? name.children().getFirst()
                        : name;
        boolean variable = isVariable(written);
        switch (meaning.of(written, scope)) {
            case Text(String text, boolean plain) -> {
                boolean told =
                        BashNames.rule(command.words()).isPresent()
                                || BashNames.INTERPRETERS.contains(text);
                if (variable && told) {
                    report.add(Rule.ALIASED_NAME, written, text);
                } else if (!plain && !variable) {
                    report.add(Rule.HIDDEN_NAME, written, text);
                }
            }
            case Built _ -> {
                if (written.is("command_substitution") || isOnly(written, "command_substitution")) {
                    report.add(Rule.COMPUTED_COMMAND, written);
                } else if (variable && !written.text().contains("@")) {
                    report.add(Rule.BUILT_NAME, written);
                }
            }
            case Value.Ref _, Value.Items _, Value.Whole _, Value.Unknown _ -> {}
        }
    }

    private static boolean isVariable(Node node) {
        return node.is("simple_expansion", "expansion")
                || isOnly(node, "simple_expansion")
                || isOnly(node, "expansion");
    }

    private static boolean isOnly(Node node, String kind) {
        return node.is("string")
                && node.children().size() == 1
                && node.children().getFirst().is(kind);
    }

    /** A file whose name nothing is known of; one that ends with a known name is ordinary. */
    private void sourced(BashCommand command, Node node, Scope scope) {
        command.arguments().stream()
                .findFirst()
                .ifPresent(file -> {
                    if (file.is("process_substitution")) {
                        report.add(Rule.PIPED_CODE, file);
                    } else if ((isVariable(file) && meaning.of(file, scope) instanceof Built)
                            || file.is("command_substitution")) {
                        report.add(Rule.DYNAMIC_IMPORT, node);
                    }
                });
    }

    private void aliased(BashCommand command, Scope scope) {
        for (Node argument : command.arguments()) {
            if (meaning.of(argument, scope) instanceof Text(String text, _)
                    && text.indexOf('=') > 0) {
                String meant = text.substring(text.indexOf('=') + 1).strip();
                var words = List.of(meant.split("\\s+"));
                if (BashNames.rule(words).isPresent()
                        || BashNames.INTERPRETERS.contains(words.getFirst())) {
                    report.add(Rule.ALIASED_NAME, argument, words.getFirst());
                }
            }
        }
    }

    private void path(Node node, Scope scope) {
        boolean part =
                node.parent().filter(parent -> parent.is("concatenation", "string")).isPresent();
        if (part) {
            return;
        }
        Value value = meaning.of(node, scope);
        if (SystemFiles.are(value)) {
            report.add(Rule.SYSTEM_FILE, node);
        }
        String start =
                switch (value) {
                    case Text(String text, _) -> text;
                    case Built(String known) -> known;
                    case Value.Ref _, Value.Items _, Value.Whole _, Value.Unknown _ -> "";
                };
        if (BashNames.LINKER.contains(start.split("=", 2)[0]) && start.indexOf('=') > 0) {
            report.add(Rule.NATIVE_CODE, node);
        }
        if (start.startsWith("/dev/tcp/") || start.startsWith("/dev/udp/")) {
            report.add(Rule.SHELL_CONNECTION, node);
        }
    }

    private void redirect(Node node, Scope scope) {
        node.child("destination")
                .filter(file ->
                        meaning.of(file, scope) instanceof Text(String path, _)
                                && BashNames.isDevice(path, ""))
                .ifPresent(file -> report.add(Rule.DESTRUCTIVE_COMMAND, node));
    }

    /** A function that starts itself twice, or once beside itself whatever happens. */
    private void recursion(Node node) {
        String name = node.child("name").map(Node::text).orElse("");
        int calls = 0;
        boolean beside = false;
        boolean chooses = false;
        int end = Math.min(node.next(), node.index() + MAX_BODY);
        for (int row = node.index() + 1; row < end; row++) {
            Node each = node.tree().node(row);
            if (each.is("command_name") && each.text().equals(name)) {
                calls++;
            }
            beside |= each.is("pipeline", "&");
            chooses |= CHOICES.contains(each.kind());
        }
        if (beside && (calls > 1 || (calls == 1 && !chooses))) {
            report.add(Rule.FORK_BOMB, node);
        }
    }
}
