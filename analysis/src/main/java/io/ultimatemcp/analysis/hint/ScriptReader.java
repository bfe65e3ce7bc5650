package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.Optional;

/** JavaScript and TypeScript. */
final class ScriptReader implements Reader {
    private final Report report;
    private final ScriptMeaning meaning;
    private final ScriptBindings bindings;

    ScriptReader(Report report, Budget budget) {
        this.report = report;
        this.meaning = new ScriptMeaning(budget);
        this.bindings = new ScriptBindings(meaning);
    }

    @Override
    public Optional<Inner> inner(Node node, Scope scope) {
        return switch (node.kind()) {
            case "function_declaration",
                    "generator_function_declaration",
                    "function_expression",
                    "generator_function",
                    "arrow_function",
                    "method_definition" -> {
                Scope inner = scope.inner();
                bindings.parameters(node, scope, inner);
                yield node.child("body").map(body -> new Inner(body, inner, true));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public void look(Node node, Scope scope) {
        bindings.bind(node, scope);
        switch (node.kind()) {
            case "identifier", "shorthand_property_identifier" -> {
                if (isRead(node)) {
                    spelling(node, meaning.of(node, scope));
                    mention(node, scope);
                }
            }
            case "member_expression" -> {
                node.child("property")
                        .ifPresent(property -> spelling(property, meaning.of(node, scope)));
                mention(node, scope);
            }
            case "subscript_expression" -> {
                index(node, scope);
                mention(node, scope);
            }
            case "call_expression", "new_expression" -> {
                call(node, scope);
                mention(node, scope);
            }
            case "variable_declarator" -> taken(node, scope);
            case "import_statement", "export_statement" ->
                    node.child("source").ifPresent(source -> module(source, source, scope));
            default -> {}
        }
    }

    private void mention(Node node, Scope scope) {
        if (!(meaning.of(node, scope) instanceof Ref(String name))) {
            return;
        }
        if (node.is("call_expression")) {
            ScriptNames.DANGERS.module(name).ifPresent(rule -> report.add(rule, node, name));
        }
        boolean binds =
                node.child("property").filter(each -> each.text().equals("bind")).isPresent();
        if (isAsked(node) || binds) {
            return;
        }
        boolean begins = node.field().equals("object");
        boolean called = isCalled(node);
        ScriptNames.DANGERS
                .function(name)
                .filter(rule -> !begins || !rule.calls())
                .ifPresent(rule ->
                        report.add(called || !rule.calls() ? rule : Rule.ALIASED_NAME, node, name));
        if (name.equals("require") && !called && !begins) {
            report.add(Rule.ALIASED_NAME, node, name);
        }
    }

    /** A name with escapes, which every reader but the interpreter takes for another. */
    private void spelling(Node written, Value meant) {
        String text = written.text();
        boolean telling =
                meant instanceof Ref(String name)
                        && (ScriptNames.DANGERS.knows(name) || name.equals("require"));
        if (text.indexOf('\\') >= 0 && telling) {
            report.add(Rule.HIDDEN_NAME, written, ScriptNames.normal(text));
        }
    }

    private void index(Node node, Scope scope) {
        var index = node.child("index");
        if (index.isEmpty()) {
            return;
        }
        boolean world =
                meaning.field(node, "object", scope) instanceof Ref(String object)
                        && object.equals(ScriptMeaning.WORLD);
        switch (meaning.of(index.get(), scope)) {
            case Text(String text, boolean plain) -> {
                boolean telling =
                        text.equals("constructor")
                                || (meaning.of(node, scope) instanceof Ref(String name)
                                        && (ScriptNames.DANGERS.knows(name)
                                                || name.equals("require")
                                                || name.equals("process")));
                if (!plain && telling) {
                    report.add(Rule.HIDDEN_NAME, index.get(), text);
                }
            }
            case Built _ -> {
                if (meaning.field(node, "object", scope) instanceof Ref) {
                    report.add(Rule.BUILT_NAME, index.get());
                }
            }
            case Value.Unknown _ -> {
                if (world) {
                    report.add(Rule.NAMESPACE_ACCESS, node);
                }
            }
            case Ref _, Value.Items _, Value.Whole _ -> {}
        }
    }

    private void call(Node node, Scope scope) {
        var arguments = ScriptCalls.arguments(node);
        if (arguments.isEmpty()) {
            return;
        }
        Node first = arguments.getFirst();
        Value called =
                meaning.field(node, node.is("call_expression") ? "function" : "constructor", scope);
        String name = called instanceof Ref(String known) ? known : "";
        if (ScriptCalls.isImport(node)
                || name.equals("require")
                || name.equals("process.getBuiltinModule")) {
            loaded(node, first, scope);
        }
        switch (name) {
            case "setTimeout", "setInterval" -> {
                Value text = meaning.of(first, scope);
                if (text instanceof Text || text instanceof Built) {
                    report.add(Rule.DYNAMIC_CODE, first);
                }
            }
            case "eval", "Function" ->
                    Decoding.SCRIPT
                            .within(arguments.getLast(), meaning, scope)
                            .ifPresent(decoder -> report.add(Rule.ENCODED_CODE, decoder));
            default -> {
                if (name.startsWith("fs.") || name.startsWith("fs/promises.")) {
                    file(node, name, first, scope);
                }
            }
        }
        constructor(node, first, scope);
    }

    private void file(Node call, String function, Node path, Scope scope) {
        Value value = meaning.of(path, scope);
        if (SystemFiles.are(value)) {
            report.add(Rule.SYSTEM_FILE, path);
        }
        if (function.contains(".rm")
                && value instanceof Text(String text, _)
                && SystemFiles.isRoot(text)) {
            report.add(Rule.DESTRUCTIVE_COMMAND, call);
        }
    }

    /** The constructor of an unknown object, called with a text, may be that of functions. */
    private void constructor(Node call, Node first, Scope scope) {
        call.child("function")
                .filter(function -> function.is("member_expression", "subscript_expression"))
                .filter(function -> meaning.of(function, scope) instanceof Value.Unknown)
                .filter(function ->
                        meaning.key(function, scope) instanceof Text(String key, _)
                                && key.equals("constructor"))
                .filter(_ -> meaning.of(first, scope) instanceof Text)
                .ifPresent(function -> report.add(Rule.INTROSPECTION, function));
    }

    private void loaded(Node call, Node specifier, Scope scope) {
        switch (meaning.of(specifier, scope)) {
            case Text(String text, boolean plain) -> {
                if (!plain) {
                    report.add(Rule.HIDDEN_NAME, specifier, text);
                }
            }
            case Built _, Ref _, Value.Items _, Value.Whole _, Value.Unknown _ ->
                    report.add(Rule.DYNAMIC_IMPORT, call);
        }
    }

    private void module(Node source, Node place, Scope scope) {
        if (meaning.of(source, scope) instanceof Text(String specifier, boolean plain)) {
            String name = ScriptNames.module(specifier);
            ScriptNames.DANGERS.module(name).ifPresent(rule -> report.add(rule, place));
            if (!plain) {
                report.add(Rule.HIDDEN_NAME, place, specifier);
            }
        }
    }

    /** {@code const {eval: e} = globalThis}. */
    private void taken(Node declarator, Scope scope) {
        Value object = meaning.field(declarator, "value", scope);
        declarator
                .child("name")
                .filter(name -> name.is("object_pattern"))
                .ifPresent(pattern -> {
                    for (Node part : pattern.children()) {
                        if (bindings.taken(part, object, scope) instanceof Ref(String name)
                                && ScriptNames.DANGERS
                                        .function(name)
                                        .filter(Rule::calls)
                                        .isPresent()) {
                            report.add(Rule.ALIASED_NAME, part, name);
                        }
                    }
                });
    }

    private static boolean isCalled(Node node) {
        Node at = node;
        while (true) {
            var parent = at.parent();
            if (parent.isEmpty()) {
                return false;
            }
            switch (parent.get().kind()) {
                case "call_expression" -> {
                    return at.field().equals("function");
                }
                case "new_expression" -> {
                    return at.field().equals("constructor");
                }
                case "parenthesized_expression", "sequence_expression", "non_null_expression" ->
                        at = parent.get();
                default -> {
                    return false;
                }
            }
        }
    }

    /** Whether only the kind of a value is asked for, as by {@code typeof}. */
    private static boolean isAsked(Node node) {
        return node.parent()
                .filter(parent ->
                        (parent.is("unary_expression") && parent.hasToken("typeof"))
                                || (parent.is("binary_expression")
                                        && !parent.hasToken("||")
                                        && !parent.hasToken("??")
                                        && !parent.hasToken("&&")))
                .isPresent();
    }

    /** Whether the identifier stands for a value here and does not receive one. */
    private static boolean isRead(Node node) {
        var parent = node.parent();
        if (parent.isEmpty()) {
            return false;
        }
        return switch (parent.get().kind()) {
            case "variable_declarator",
                    "function_declaration",
                    "generator_function_declaration",
                    "function_expression",
                    "generator_function",
                    "class_declaration",
                    "class" ->
                    !node.field().equals("name");
            case "assignment_expression",
                    "augmented_assignment_expression",
                    "for_in_statement",
                    "assignment_pattern",
                    "object_assignment_pattern" ->
                    !node.field().equals("left");
            case "arrow_function" -> !node.field().equals("parameter");
            case "required_parameter", "optional_parameter" -> !node.field().equals("pattern");
            case "formal_parameters",
                    "array_pattern",
                    "pair_pattern",
                    "rest_pattern",
                    "import_clause",
                    "import_specifier",
                    "namespace_import",
                    "export_specifier",
                    "catch_clause" ->
                    false;
            default -> true;
        };
    }
}
