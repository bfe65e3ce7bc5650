package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Items;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.hint.Value.Whole;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.ArrayDeque;
import java.util.Deque;

/** JavaScript's expressions. */
final class ScriptMeaning extends Meaning {
    /** The object that holds all global names. */
    static final String WORLD = "globalThis";

    private static final String FUNCTION = "Function";
    private static final int MAX_PARTS = 512;

    private final ScriptCalls calls = new ScriptCalls(this);

    ScriptMeaning(Budget budget) {
        super(budget);
    }

    @Override
    Value look(Node node, Scope scope) {
        return switch (node.kind()) {
            case "identifier", "shorthand_property_identifier" ->
                    name(ScriptNames.normal(node.text()), scope);
            case "member_expression", "subscript_expression" -> member(node, scope);
            case "call_expression", "new_expression" -> calls.of(node, scope);
            case "string", "template_string" -> string(node, scope);
            case "binary_expression" -> binary(node, scope);
            case "number" -> number(node.text());
            case "array" -> Value.items(all(node.children(), scope));
            case "parenthesized_expression", "sequence_expression", "await_expression" ->
                    node.children().isEmpty()
                            ? Value.UNKNOWN
                            : of(node.children().getLast(), scope);
            case "non_null_expression", "as_expression", "satisfies_expression" ->
                    node.children().isEmpty()
                            ? Value.UNKNOWN
                            : of(node.children().getFirst(), scope);
            case "assignment_expression" -> field(node, "right", scope);
            case "ternary_expression" -> {
                Value first = field(node, "consequence", scope);
                yield first instanceof Ref ? first : field(node, "alternative", scope);
            }
            default -> Value.UNKNOWN;
        };
    }

    Value field(Node node, String field, Scope scope) {
        return node.child(field).map(child -> of(child, scope)).orElse(Value.UNKNOWN);
    }

    /** What a name means that is looked for in a scope and around it. */
    Value name(String name, Scope scope) {
        return scope.find(name).orElseGet(() -> global(name));
    }

    /** What an object has under the name {@code key}. */
    Value member(String object, String key, Scope scope) {
        if (object.equals(WORLD)) {
            return global(key);
        }
        return switch (key) {
            case "call", "apply", "bind", "default" -> new Ref(object);
            case "require", "_load" ->
                    object.endsWith("mainModule") || object.equals("module")
                            ? new Ref("require")
                            : new Ref(object + "." + key);
            case "constructor" ->
                    isFunction(object) ? new Ref(FUNCTION) : new Ref(object + "." + key);
            default -> new Ref(object + "." + key);
        };
    }

    private static Value global(String name) {
        if (ScriptNames.WORLD.contains(name)) {
            return new Ref(WORLD);
        }
        return ScriptNames.GLOBALS.contains(name) ? new Ref(name) : Value.UNKNOWN;
    }

    private static boolean isFunction(String name) {
        return ScriptNames.GLOBALS.contains(name)
                && !name.equals("process")
                && !name.equals("module")
                && !name.equals("Reflect");
    }

    /** The name that a member expression asks its object for. */
    Value key(Node node, Scope scope) {
        return node.is("member_expression")
                ? node.child("property")
                        .<Value>map(property -> {
                            String written = property.text();
                            return new Text(ScriptNames.normal(written), written.indexOf('\\') < 0);
                        })
                        .orElse(Value.UNKNOWN)
                : field(node, "index", scope);
    }

    private Value member(Node node, Scope scope) {
        var object = node.child("object");
        if (object.isEmpty()) {
            return Value.UNKNOWN;
        }
        Value key = key(node, scope);
        Value base = of(object.get(), scope);
        return switch (key) {
            case Text(String name, _) when base instanceof Ref(String known) ->
                    member(known, name, scope);
            case Text(String name, _) when name.equals("constructor") ->
                    makesFunctions(object.get(), scope) ? new Ref(FUNCTION) : Value.UNKNOWN;
            case Whole(long place) -> Texts.at(base, place);
            case Text _, Built _, Ref _, Items _, Value.Unknown _ -> Value.UNKNOWN;
        };
    }

    /** Whether the constructor of a node is that of functions. */
    private boolean makesFunctions(Node node, Scope scope) {
        return switch (node.kind()) {
            case "function_expression", "arrow_function", "generator_function", "class" -> true;
            case "parenthesized_expression" ->
                    node.children().stream().anyMatch(each -> makesFunctions(each, scope));
            case "member_expression", "subscript_expression" ->
                    key(node, scope) instanceof Text(String name, _) && name.equals("constructor");
            case "call_expression" ->
                    field(node, "function", scope) instanceof Ref(String function)
                            && function.endsWith(".getPrototypeOf")
                            && ScriptCalls.arguments(node).stream()
                                    .anyMatch(each -> makesFunctions(each, scope));
            default -> false;
        };
    }

    private Value string(Node node, Scope scope) {
        Value whole = new Text("", true);
        boolean pure = true;
        for (Node part : node.children()) {
            Value value =
                    switch (part.kind()) {
                        case "string_fragment" -> new Text(part.text(), true);
                        case "escape_sequence" ->
                                new Text(Escapes.decode(part.text()), !Escapes.hides(part.text()));
                        case "template_substitution" ->
                                part.children().isEmpty()
                                        ? Value.UNKNOWN
                                        : of(part.children().getFirst(), scope);
                        default -> new Text("", true);
                    };
            pure &=
                    value instanceof Text(_, boolean plain)
                            && plain
                            && !part.is("template_substitution");
            whole = Value.plus(whole, value);
        }
        return whole instanceof Text(String text, _) ? new Text(text, pure) : whole;
    }

    private Value binary(Node node, Scope scope) {
        Deque<Node> parts = new ArrayDeque<>();
        Node at = node;
        while (at.is("binary_expression") && at.hasToken("+")) {
            var right = at.child("right");
            var left = at.child("left");
            if (right.isEmpty() || left.isEmpty() || parts.size() > MAX_PARTS) {
                return new Built("");
            }
            parts.addFirst(right.get());
            at = left.get();
        }
        if (parts.isEmpty()) {
            boolean choice = node.hasToken("||") || node.hasToken("??") || node.hasToken("&&");
            Value right = choice ? field(node, "right", scope) : Value.UNKNOWN;
            return right instanceof Ref
                    ? right
                    : choice ? field(node, "left", scope) : Value.UNKNOWN;
        }
        Value whole = of(at, scope);
        for (Node part : parts) {
            whole = Value.plus(whole, of(part, scope));
        }
        return whole;
    }

    private static Value number(String text) {
        try {
            return new Whole(Long.decode(text.replace("_", "")));
        } catch (NumberFormatException other) {
            return Value.UNKNOWN;
        }
    }
}
