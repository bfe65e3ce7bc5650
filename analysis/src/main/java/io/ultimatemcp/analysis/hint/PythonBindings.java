package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Items;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;

/** What Python's statements make names mean. */
final class PythonBindings {
    private final PythonMeaning meaning;

    PythonBindings(PythonMeaning meaning) {
        this.meaning = meaning;
    }

    /** Binds what a node binds in its own scope. */
    void bind(Node node, Scope scope) {
        switch (node.kind()) {
            case "assignment" ->
                    node.child("left")
                            .ifPresent(left ->
                                    assign(left, meaning.field(node, "right", scope), scope));
            case "named_expression" ->
                    node.child("name")
                            .ifPresent(name ->
                                    assign(name, meaning.field(node, "value", scope), scope));
            case "augmented_assignment" -> augment(node, scope);
            case "for_statement" -> forget(node, "left", scope);
            case "as_pattern" -> {
                if (node.parent().filter(parent -> parent.is("except_clause")).isEmpty()) {
                    forget(node, "alias", scope);
                }
            }
            case "function_definition", "class_definition" -> forget(node, "name", scope);
            case "global_statement" ->
                    node.children().forEach(name -> scope.declareGlobal(text(name)));
            case "import_statement" -> node.children().forEach(name -> imported(name, scope));
            case "import_from_statement" -> importedFrom(node, scope);
            default -> {}
        }
    }

    /** The names of a function's or lambda's parameters, with their defaults. */
    void parameters(Node function, Scope outer, Scope inner) {
        function.child("parameters")
                .ifPresent(list -> list.children().forEach(each -> parameter(each, outer, inner)));
    }

    /** The names that the loops of a comprehension bind. */
    static void loops(Node comprehension, Scope inner) {
        for (Node clause : comprehension.children()) {
            if (clause.is("for_in_clause")) {
                forget(clause, "left", inner);
            }
        }
    }

    private void parameter(Node parameter, Scope outer, Scope inner) {
        switch (parameter.kind()) {
            case "default_parameter", "typed_default_parameter" ->
                    parameter
                            .child("name")
                            .ifPresent(name ->
                                    assign(name, meaning.field(parameter, "value", outer), inner));
            case "typed_parameter", "list_splat_pattern", "dictionary_splat_pattern" ->
                    parameter.children().stream()
                            .findFirst()
                            .ifPresent(name -> parameter(name, outer, inner));
            default -> assign(parameter, Value.UNKNOWN, inner);
        }
    }

    private static void assign(Node target, Value value, Scope scope) {
        switch (target.kind()) {
            case "identifier" -> scope.bind(text(target), value);
            case "pattern_list", "tuple_pattern", "list_pattern", "as_pattern_target" -> {
                List<Node> targets = target.children();
                List<Value> values =
                        value instanceof Items(var items) && items.size() == targets.size()
                                ? items
                                : List.of();
                for (int i = 0; i < targets.size(); i++) {
                    assign(targets.get(i), values.isEmpty() ? Value.UNKNOWN : values.get(i), scope);
                }
            }
            default -> {}
        }
    }

    private void augment(Node node, Scope scope) {
        node.child("left")
                .filter(left -> left.is("identifier"))
                .ifPresent(left ->
                        assign(
                                left,
                                node.hasToken("+=")
                                        ? Value.plus(
                                                meaning.name(text(left), scope),
                                                meaning.field(node, "right", scope))
                                        : Value.UNKNOWN,
                                scope));
    }

    private static void forget(Node node, String field, Scope scope) {
        node.child(field).ifPresent(target -> assign(target, Value.UNKNOWN, scope));
    }

    private static void imported(Node name, Scope scope) {
        if (name.is("aliased_import")) {
            name.child("alias")
                    .ifPresent(alias ->
                            scope.bind(
                                    text(alias),
                                    new Ref(
                                            name.child("name")
                                                    .map(PythonBindings::text)
                                                    .orElse(""))));
        } else {
            String top = text(name).split("\\.", 2)[0];
            scope.bind(top, new Ref(top));
        }
    }

    private static void importedFrom(Node node, Scope scope) {
        String module = node.child("module_name").map(PythonBindings::text).orElse("");
        for (Node child : node.children()) {
            if (child.is("wildcard_import")) {
                scope.open(module);
            } else if (child.field().equals("name")) {
                boolean aliased = child.is("aliased_import");
                String name =
                        aliased
                                ? child.child("name").map(PythonBindings::text).orElse("")
                                : text(child);
                String bound =
                        aliased
                                ? child.child("alias").map(PythonBindings::text).orElse(name)
                                : name;
                scope.bind(
                        bound,
                        new Ref(PythonNames.isLent(module, name) ? name : module + "." + name));
            }
        }
    }

    private static String text(Node node) {
        return PythonNames.normal(node.text());
    }
}
