package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Python. */
final class PythonReader implements Reader {
    private static final Set<String> TAKES_TEXT = Set.of("builtins.eval", "builtins.exec");
    private static final Set<String> LITERALS =
            Set.of(
                    "string",
                    "concatenated_string",
                    "tuple",
                    "list",
                    "dictionary",
                    "set",
                    "integer",
                    "float",
                    "true",
                    "false",
                    "none");

    private final Report report;
    private final PythonMeaning meaning;
    private final PythonBindings bindings;
    private final PythonImports imports;
    private final Set<Integer> walked = new HashSet<>();

    PythonReader(Report report, Budget budget) {
        this.report = report;
        this.meaning = new PythonMeaning(budget);
        this.bindings = new PythonBindings(meaning);
        this.imports = new PythonImports(report);
    }

    @Override
    public Optional<Inner> inner(Node node, Scope scope) {
        return switch (node.kind()) {
            case "function_definition", "lambda" -> {
                Scope inner = scope.inner();
                bindings.parameters(node, scope, inner);
                yield node.child("body").map(body -> new Inner(body, inner, true));
            }
            case "class_definition" ->
                    node.child("body").map(body -> new Inner(body, scope.inner(), false));
            // The name of an exception is gone behind its clause.
            case "except_clause" ->
                    node.children().stream()
                            .filter(each -> each.is("as_pattern"))
                            .findFirst()
                            .flatMap(pattern -> pattern.child("alias"))
                            .map(alias ->
                                    new Inner(
                                            node,
                                            scope.shadow(PythonNames.normal(alias.text())),
                                            false));
            case "list_comprehension",
                    "set_comprehension",
                    "dictionary_comprehension",
                    "generator_expression" -> {
                Scope inner = scope.inner();
                PythonBindings.loops(node, inner);
                yield Optional.of(new Inner(node, inner, false));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public void look(Node node, Scope scope) {
        bindings.bind(node, scope);
        switch (node.kind()) {
            case "identifier" -> {
                if (isRead(node)) {
                    spelling(node, scope);
                    mention(node, scope);
                }
            }
            case "attribute" -> {
                walk(node, scope);
                mention(node, scope);
            }
            case "subscript" -> {
                key(node, scope);
                mention(node, scope);
            }
            case "call" -> {
                call(node, scope);
                mention(node, scope);
            }
            case "import_statement", "import_from_statement" -> imports.look(node);
            default -> {}
        }
    }

    /** A name that means something worth a hint is called, or handed on. */
    private void mention(Node node, Scope scope) {
        if (!(meaning.of(node, scope) instanceof Ref(String name))) {
            return;
        }
        boolean made = node.is("call", "subscript");
        PythonNames.DANGERS
                .module(name)
                .filter(_ -> made || node.text().equals("__builtins__"))
                .ifPresent(rule -> report.add(rule, node, shown(name)));
        PythonNames.DANGERS
                .function(name)
                .filter(rule -> !isStep(node, rule, scope))
                .ifPresent(rule -> {
                    if (isCalled(node)) {
                        report.add(loops(node, name) ? Rule.FORK_BOMB : rule, node, shown(name));
                    } else {
                        report.add(rule.calls() ? Rule.ALIASED_NAME : rule, node, shown(name));
                    }
                });
        if (name.equals("builtins.getattr") && !isCalled(node) && !node.field().equals("object")) {
            report.add(Rule.ALIASED_NAME, node, shown(name));
        }
    }

    /** Whether the hint belongs to the larger name that this one begins. */
    private boolean isStep(Node node, Rule rule, Scope scope) {
        return node.parent()
                .filter(parent -> parent.is("attribute") && node.field().equals("object"))
                .filter(parent ->
                        rule.calls()
                                || (meaning.of(parent, scope) instanceof Ref(String name)
                                        && PythonNames.DANGERS.function(name).isPresent()))
                .isPresent();
    }

    private void spelling(Node node, Scope scope) {
        String written = node.text();
        String read = PythonNames.normal(written);
        if (!written.equals(read)
                && (PythonNames.isDunder(read) || meaning.of(node, scope) instanceof Ref)) {
            report.add(Rule.HIDDEN_NAME, node, read);
        }
    }

    /** The attributes of one chain are one walk, told at its end. */
    private void walk(Node node, Scope scope) {
        String written = node.child("attribute").map(Node::text).orElse("");
        String name = PythonNames.normal(written);
        var object = node.child("object");
        if (object.isPresent()
                && meaning.of(object.get(), scope) instanceof Ref(String module)
                && PythonNames.isLent(module, name)) {
            report.add(Rule.BORROWED_MODULE, node, module + "." + name);
        }
        if (!written.equals(name) && PythonNames.isDunder(name)) {
            report.add(Rule.HIDDEN_NAME, node, name);
        }
        boolean ofLiteral =
                name.equals("__class__") && object.filter(PythonReader::isLiteral).isPresent();
        if (!walked.contains(node.index()) && (PythonNames.WALKS.contains(name) || ofLiteral)) {
            report.add(Rule.INTROSPECTION, node);
            for (Optional<Node> at = object; at.isPresent(); at = base(at.get())) {
                walked.add(at.get().index());
            }
        }
    }

    private static Optional<Node> base(Node node) {
        return switch (node.kind()) {
            case "attribute" -> node.child("object");
            case "subscript" -> node.child("value");
            case "call" -> node.child("function");
            case "parenthesized_expression" -> node.children().stream().findFirst();
            default -> Optional.empty();
        };
    }

    private static boolean isLiteral(Node node) {
        return node.is("parenthesized_expression")
                ? node.children().stream().anyMatch(PythonReader::isLiteral)
                : LITERALS.contains(node.kind());
    }

    /** {@code globals()["name"]} and its like. */
    private void key(Node node, Scope scope) {
        if (!(node.child("value").map(value -> meaning.of(value, scope)).orElse(Value.UNKNOWN)
                instanceof Ref(String container))) {
            return;
        }
        var index = node.child("subscript").filter(each -> !each.text().equals("__name__"));
        boolean table =
                container.equals(PythonMeaning.GLOBALS) || container.equals(PythonMeaning.MODULES);
        if (index.isPresent() && table) {
            report.add(Rule.NAMESPACE_ACCESS, node);
        }
        index.ifPresent(key -> written(key, meaning.of(node, scope), scope));
    }

    private void call(Node node, Scope scope) {
        var function = node.child("function");
        if (function.isEmpty()) {
            return;
        }
        if (meaning.of(function.get(), scope) instanceof Ref(String name)) {
            PythonCalls.key(node, name).ifPresent(key -> named(node, name, key, scope));
            arguments(node, name, scope);
        }
        formatted(function.get(), scope);
    }

    private void named(Node call, String function, Node key, Scope scope) {
        boolean imports = function.contains("import");
        Value reached = meaning.of(call, scope);
        if (meaning.of(key, scope) instanceof Text(String text, _)) {
            boolean walks =
                    PythonNames.WALKS.contains(text)
                            || text.contains("__class__")
                            || text.equals("__dict__");
            if (walks && !imports) {
                report.add(Rule.INTROSPECTION, call);
            }
        }
        if (function.startsWith(PythonMeaning.GLOBALS)
                || function.startsWith(PythonMeaning.MODULES)) {
            report.add(Rule.NAMESPACE_ACCESS, call);
        }
        written(key, imports ? new Ref("builtins.__import__") : reached, scope);
    }

    /** Says of the text that names something whether it hides, or cannot be known. */
    private void written(Node key, Value reached, Scope scope) {
        switch (meaning.of(key, scope)) {
            case Text(String text, boolean plain) -> {
                boolean telling =
                        PythonNames.isDunder(text)
                                || (reached instanceof Ref(String name)
                                        && (PythonNames.DANGERS.knows(name)
                                                || name.equals("builtins." + text)));
                if (!plain && telling) {
                    report.add(Rule.HIDDEN_NAME, key, text);
                }
            }
            case Built _ -> report.add(Rule.BUILT_NAME, key);
            case Ref _, Value.Items _, Value.Whole _, Value.Unknown _ -> {}
        }
    }

    private void arguments(Node call, String function, Scope scope) {
        List<Node> arguments = PythonCalls.arguments(call);
        if (arguments.isEmpty()) {
            return;
        }
        Node first = arguments.getFirst();
        if (PythonNames.FILES.contains(function) && SystemFiles.are(meaning.of(first, scope))) {
            report.add(Rule.SYSTEM_FILE, first);
        }
        if (function.equals("shutil.rmtree")
                && meaning.of(first, scope) instanceof Text(String path, _)
                && SystemFiles.isRoot(path)) {
            report.add(Rule.DESTRUCTIVE_COMMAND, call);
        }
        if (TAKES_TEXT.contains(function)) {
            Decoding.PYTHON
                    .within(first, meaning, scope)
                    .ifPresent(decoder -> report.add(Rule.ENCODED_CODE, decoder));
        }
    }

    /** A template for {@code format} can name attributes. */
    private void formatted(Node function, Scope scope) {
        String method = function.child("attribute").map(Node::text).orElse("");
        if (function.is("attribute") && method.startsWith("format")) {
            function.child("object")
                    .filter(object ->
                            meaning.of(object, scope) instanceof Text(String template, _)
                                    && PythonNames.isFormatWalk(template))
                    .ifPresent(object -> report.add(Rule.INTROSPECTION, object));
        }
    }

    private static boolean loops(Node node, String function) {
        if (!function.contains(".fork")) {
            return false;
        }
        for (var at = node.parent(); at.isPresent(); at = at.get().parent()) {
            if (at.get().is("function_definition", "lambda")) {
                return false;
            }
            if (at.get().is("while_statement")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCalled(Node node) {
        Node at = node;
        while (true) {
            var parent = at.parent();
            if (parent.isEmpty()) {
                return false;
            }
            if (parent.get().is("call")) {
                return at.field().equals("function");
            }
            boolean same =
                    parent.get().is("parenthesized_expression")
                            || (parent.get().is("named_expression") && at.field().equals("value"));
            if (!same) {
                return false;
            }
            at = parent.get();
        }
    }

    /** Whether the identifier stands for a value here and does not receive one. */
    private static boolean isRead(Node node) {
        var parent = node.parent();
        if (parent.isEmpty()) {
            return false;
        }
        return switch (parent.get().kind()) {
            case "assignment", "augmented_assignment", "for_statement", "for_in_clause" ->
                    !node.field().equals("left");
            case "attribute" -> node.field().equals("object");
            case "keyword_argument",
                    "named_expression",
                    "default_parameter",
                    "typed_default_parameter",
                    "function_definition",
                    "class_definition" ->
                    !node.field().equals("name");
            case "parameters",
                    "lambda_parameters",
                    "typed_parameter",
                    "list_splat_pattern",
                    "dictionary_splat_pattern",
                    "pattern_list",
                    "tuple_pattern",
                    "list_pattern",
                    "as_pattern_target",
                    "dotted_name",
                    "aliased_import",
                    "global_statement",
                    "nonlocal_statement",
                    "delete_statement",
                    "type" ->
                    false;
            default -> true;
        };
    }

    private static String shown(String name) {
        return name.startsWith("builtins.") ? name.substring("builtins.".length()) : name;
    }
}
