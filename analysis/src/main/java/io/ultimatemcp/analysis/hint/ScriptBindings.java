package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Items;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;

/** What JavaScript's statements make names mean. */
final class ScriptBindings {
    private final ScriptMeaning meaning;

    ScriptBindings(ScriptMeaning meaning) {
        this.meaning = meaning;
    }

    /** Binds what a node binds in its own scope. */
    void bind(Node node, Scope scope) {
        switch (node.kind()) {
            case "variable_declarator" -> assign(node, "name", "value", scope);
            case "assignment_expression" -> assign(node, "left", "right", scope);
            case "augmented_assignment_expression" -> augment(node, scope);
            case "for_in_statement" -> forget(node, "left", scope);
            case "catch_clause" -> forget(node, "parameter", scope);
            case "function_declaration", "generator_function_declaration", "class_declaration" ->
                    forget(node, "name", scope);
            case "import_statement" -> imported(node, scope);
            default -> {}
        }
    }

    /** The names of a function's parameters, with their defaults. */
    void parameters(Node function, Scope outer, Scope inner) {
        function.child("parameter").ifPresent(one -> assign(one, Value.UNKNOWN, outer, inner));
        function.child("parameters")
                .ifPresent(list ->
                        list.children().forEach(each -> assign(each, Value.UNKNOWN, outer, inner)));
    }

    private void assign(Node node, String target, String value, Scope scope) {
        node.child(target)
                .ifPresent(to -> assign(to, meaning.field(node, value, scope), scope, scope));
    }

    private static void forget(Node node, String field, Scope scope) {
        node.child(field)
                .filter(target -> target.is("identifier"))
                .ifPresent(target -> scope.bind(text(target), Value.UNKNOWN));
    }

    private void augment(Node node, Scope scope) {
        node.child("left")
                .filter(left -> left.is("identifier"))
                .ifPresent(left ->
                        scope.bind(
                                text(left),
                                node.hasToken("+=")
                                        ? Value.plus(
                                                meaning.name(text(left), scope),
                                                meaning.field(node, "right", scope))
                                        : Value.UNKNOWN));
    }

    /** Gives a pattern its value; defaults are looked up in {@code outer}. */
    private void assign(Node target, Value value, Scope outer, Scope scope) {
        switch (target.kind()) {
            case "identifier", "shorthand_property_identifier_pattern" ->
                    scope.bind(text(target), value);
            case "assignment_pattern", "object_assignment_pattern" ->
                    target.child("left")
                            .ifPresent(left ->
                                    assign(
                                            left,
                                            meaning.field(target, "right", outer),
                                            outer,
                                            scope));
            case "required_parameter", "optional_parameter" ->
                    target.child("pattern")
                            .ifPresent(name ->
                                    assign(
                                            name,
                                            meaning.field(target, "value", outer),
                                            outer,
                                            scope));
            case "rest_pattern" ->
                    target.children().forEach(each -> assign(each, Value.UNKNOWN, outer, scope));
            case "array_pattern" -> {
                List<Node> targets = target.children();
                for (int i = 0; i < targets.size(); i++) {
                    Value item =
                            value instanceof Items(var items) && i < items.size()
                                    ? items.get(i)
                                    : Value.UNKNOWN;
                    assign(targets.get(i), item, outer, scope);
                }
            }
            case "object_pattern" ->
                    target.children().forEach(each -> property(each, value, outer, scope));
            default -> {}
        }
    }

    private void property(Node part, Value object, Scope outer, Scope scope) {
        if (part.is("pair_pattern")) {
            part.child("value")
                    .ifPresent(name -> assign(name, taken(part, object, scope), outer, scope));
        } else if (part.is("shorthand_property_identifier_pattern")) {
            scope.bind(text(part), taken(part, object, scope));
        } else {
            assign(part, Value.UNKNOWN, outer, scope);
        }
    }

    /** What a part of an object pattern takes from the object. */
    Value taken(Node part, Value object, Scope scope) {
        Node key = part.child("key").orElse(part);
        Value name =
                key.is("computed_property_name")
                        ? key.children().isEmpty()
                                ? Value.UNKNOWN
                                : meaning.of(key.children().getFirst(), scope)
                        : key.is("string") ? meaning.of(key, scope) : new Text(text(key), true);
        return object instanceof Ref(String from) && name instanceof Text(String wanted, _)
                ? meaning.member(from, wanted, scope)
                : Value.UNKNOWN;
    }

    private void imported(Node statement, Scope scope) {
        if (!(meaning.field(statement, "source", scope) instanceof Text(String specifier, _))) {
            return;
        }
        String module = ScriptNames.module(specifier);
        for (Node clause : statement.children()) {
            for (Node part : clause.children()) {
                switch (part.kind()) {
                    case "identifier" -> scope.bind(text(part), new Ref(module));
                    case "namespace_import" ->
                            part.children()
                                    .forEach(name -> scope.bind(text(name), new Ref(module)));
                    case "named_imports" ->
                            part.children().forEach(each -> specifier(each, module, scope));
                    default -> {}
                }
            }
        }
    }

    private static void specifier(Node part, String module, Scope scope) {
        part.child("name")
                .ifPresent(name -> {
                    Node bound = part.child("alias").orElse(name);
                    scope.bind(text(bound), new Ref(module + "." + text(name)));
                });
    }

    private static String text(Node node) {
        return ScriptNames.normal(node.text());
    }
}
