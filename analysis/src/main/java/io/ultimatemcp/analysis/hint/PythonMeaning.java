package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Items;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.hint.Value.Whole;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Python's expressions. */
final class PythonMeaning extends Meaning {
    /** The dictionary of names that {@code globals()} and its like give. */
    static final String GLOBALS = "globals()";

    static final String MODULES = "sys.modules";
    private static final String BUILTINS = "builtins";
    private static final int MAX_PARTS = 512;

    private final PythonCalls calls = new PythonCalls(this);

    PythonMeaning(Budget budget) {
        super(budget);
    }

    @Override
    Value look(Node node, Scope scope) {
        return switch (node.kind()) {
            case "identifier" -> name(PythonNames.normal(node.text()), scope);
            case "attribute" -> attribute(node, scope);
            case "subscript" -> subscript(node, scope);
            case "call" -> calls.of(node, scope);
            case "string" -> string(node, scope);
            case "concatenated_string" -> sum(node.children(), scope);
            case "binary_operator" -> binary(node, scope);
            case "integer" -> integer(node.text());
            case "unary_operator" ->
                    field(node, "argument", scope) instanceof Whole(long value)
                                    && node.hasToken("-")
                            ? new Whole(-value)
                            : Value.UNKNOWN;
            case "parenthesized_expression", "await" ->
                    node.children().size() == 1
                            ? of(node.children().getFirst(), scope)
                            : Value.UNKNOWN;
            case "named_expression" -> field(node, "value", scope);
            case "assignment" -> field(node, "right", scope);
            case "conditional_expression", "boolean_operator" -> either(node.children(), scope);
            case "tuple", "list", "expression_list", "set" ->
                    Value.items(all(node.children(), scope));
            case "list_comprehension", "generator_expression" -> comprehension(node, scope);
            default -> Value.UNKNOWN;
        };
    }

    Value field(Node node, String field, Scope scope) {
        return node.child(field).map(child -> of(child, scope)).orElse(Value.UNKNOWN);
    }

    /** What a name means that is looked for in a scope and around it. */
    Value name(String name, Scope scope) {
        return scope.find(name)
                .or(() -> scope.findOpened(name, PythonNames.DANGERS::knows))
                .or(() -> builtin(name))
                .orElse(Value.UNKNOWN);
    }

    /** What {@code container} has under the name {@code key}. */
    Value member(String container, String key, Scope scope) {
        String name = PythonNames.normal(key);
        return switch (container) {
            case GLOBALS -> name(name, scope);
            case MODULES -> new Ref(name);
            default ->
                    switch (name) {
                        case "__call__", "__dict__", "__func__", "__wrapped__" ->
                                new Ref(container);
                        case "__builtins__" -> new Ref(BUILTINS);
                        default ->
                                PythonNames.isLent(container, name)
                                        ? new Ref(name)
                                        : new Ref(container + "." + name);
                    };
        };
    }

    private static Optional<Value> builtin(String name) {
        return switch (name) {
            case "__builtins__" -> Optional.of(new Ref(BUILTINS));
            case "__loader__", "__spec__" -> Optional.of(new Ref(name));
            default ->
                    PythonNames.BUILTINS.contains(name)
                            ? Optional.of(new Ref(BUILTINS + "." + name))
                            : Optional.empty();
        };
    }

    private Value attribute(Node node, Scope scope) {
        return field(node, "object", scope) instanceof Ref(String name)
                ? node.child("attribute")
                        .map(attribute -> memberOf(name, attribute.text(), scope))
                        .orElse(Value.UNKNOWN)
                : Value.UNKNOWN;
    }

    /** Attributes of a dictionary of names are its methods. */
    private Value memberOf(String container, String attribute, Scope scope) {
        return container.equals(GLOBALS) || container.equals(MODULES)
                ? new Ref(container + "." + attribute)
                : member(container, attribute, scope);
    }

    private Value subscript(Node node, Scope scope) {
        Value object = field(node, "value", scope);
        Optional<Node> index = node.child("subscript");
        if (index.isEmpty()) {
            return Value.UNKNOWN;
        }
        if (index.get().is("slice")) {
            return index.get().text().replaceAll("\\s", "").equals("::-1")
                    ? Texts.reversed(object)
                    : object instanceof Text ? new Built("") : Value.UNKNOWN;
        }
        return switch (of(index.get(), scope)) {
            case Text(String key, _) when object instanceof Ref(String name) ->
                    member(name, key, scope);
            case Whole(long place) -> Texts.at(object, place);
            case Text _, Built _, Ref _, Items _, Value.Unknown _ -> Value.UNKNOWN;
        };
    }

    private Value string(Node node, Scope scope) {
        boolean raw = false;
        Value whole = new Text("", true);
        for (Node part : node.children()) {
            switch (part.kind()) {
                case "string_start" -> raw = part.text().matches("(?i).*r.*");
                case "string_content" -> whole = appended(whole, content(part, raw));
                case "interpolation" -> {
                    Value value = field(part, "expression", scope);
                    boolean formed =
                            part.child("format_specifier").isPresent()
                                    || part.child("type_conversion").isPresent();
                    whole = Value.plus(whole, formed ? Value.UNKNOWN : value);
                }
                default -> {}
            }
        }
        return whole;
    }

    private static Text content(Node part, boolean raw) {
        String text = part.text();
        return raw || text.indexOf('\\') < 0
                ? new Text(text, true)
                : new Text(Escapes.decode(text), !Escapes.hides(text));
    }

    private static Value appended(Value whole, Text part) {
        return whole.equals(new Text("", true)) ? part : Value.plus(whole, part);
    }

    private Value binary(Node node, Scope scope) {
        Deque<Node> parts = new ArrayDeque<>();
        Node at = node;
        while (at.is("binary_operator") && at.hasToken("+")) {
            var right = at.child("right");
            var left = at.child("left");
            if (right.isEmpty() || left.isEmpty() || parts.size() > MAX_PARTS) {
                return new Built("");
            }
            parts.addFirst(right.get());
            at = left.get();
        }
        if (!parts.isEmpty()) {
            parts.addFirst(at);
            return sum(parts, scope);
        }
        Value left = field(node, "left", scope);
        if (left instanceof Text(String template, _) && node.hasToken("%")) {
            return Texts.formatted(template, "%[sc]", listed(field(node, "right", scope)));
        }
        return left instanceof Text || left instanceof Built ? new Built("") : Value.UNKNOWN;
    }

    private static List<Value> listed(Value value) {
        return value instanceof Items(List<Value> values) ? values : List.of(value);
    }

    private Value sum(Iterable<Node> parts, Scope scope) {
        Value whole = null;
        for (Node part : parts) {
            Value value = of(part, scope);
            whole = whole == null ? value : Value.plus(whole, value);
        }
        return whole == null ? Value.UNKNOWN : whole;
    }

    private static Value integer(String text) {
        try {
            return new Whole(Long.decode(text.replace("_", "").replaceFirst("^0[oO]", "0")));
        } catch (NumberFormatException large) {
            return Value.UNKNOWN;
        }
    }

    /** Of several that may be meant, the one that leads furthest. */
    private Value either(List<Node> choices, Scope scope) {
        var values = all(choices, scope);
        return values.stream()
                .filter(value ->
                        value instanceof Ref(String name) && PythonNames.DANGERS.knows(name))
                .findFirst()
                .orElse(Value.UNKNOWN);
    }

    /** A list made of a list that is known; one loop, one name, no condition. */
    private Value comprehension(Node node, Scope scope) {
        var body = node.child("body");
        var clauses = node.children().stream().filter(each -> each.is("for_in_clause")).toList();
        if (body.isEmpty() || clauses.size() != 1 || node.children().size() != 2) {
            return Value.UNKNOWN;
        }
        var name = clauses.getFirst().child("left").filter(left -> left.is("identifier"));
        Value source = Texts.listed(field(clauses.getFirst(), "right", scope));
        if (name.isEmpty() || !(source instanceof Items(List<Value> items))) {
            return Value.UNKNOWN;
        }
        var made = new ArrayList<Value>();
        for (Value item : items) {
            Scope inner = scope.inner();
            inner.bind(PythonNames.normal(name.get().text()), item);
            made.add(aside(() -> of(body.get(), inner)));
        }
        return Value.items(made);
    }
}
