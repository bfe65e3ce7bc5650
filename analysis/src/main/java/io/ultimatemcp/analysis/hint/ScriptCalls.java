package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;

/** What JavaScript's calls give, of those that lead to names. */
final class ScriptCalls {
    private final ScriptMeaning meaning;

    ScriptCalls(ScriptMeaning meaning) {
        this.meaning = meaning;
    }

    static List<Node> arguments(Node call) {
        return call.child("arguments")
                .filter(list -> list.is("arguments"))
                .map(list ->
                        list.children().stream()
                                .filter(each -> !each.is("comment", "spread_element"))
                                .toList())
                .orElse(List.of());
    }

    /** Whether a call is {@code import(…)}. */
    static boolean isImport(Node call) {
        return call.child("function").filter(function -> function.is("import")).isPresent();
    }

    Value of(Node call, Scope scope) {
        var given = meaning.all(arguments(call), scope);
        Value first = given.isEmpty() ? Value.UNKNOWN : given.getFirst();
        if (isImport(call)) {
            return module(first);
        }
        var function = call.child("function");
        if (function.isEmpty()) {
            return Value.UNKNOWN;
        }
        Value called = meaning.of(function.get(), scope);
        if (called instanceof Ref(String name)) {
            return switch (name) {
                case "require", "process.getBuiltinModule" -> module(first);
                case "module.createRequire" -> new Ref("require");
                case "String.fromCharCode", "String.fromCodePoint" -> Texts.characters(given);
                case "String" -> first;
                case "atob" -> Decoders.decode(first, "base64");
                case "unescape", "decodeURI", "decodeURIComponent" ->
                        Decoders.decode(first, "percent");
                case "Buffer.from" ->
                        Decoders.decode(
                                first,
                                given.size() > 1 && given.get(1) instanceof Text(String codec, _)
                                        ? codec
                                        : "");
                case "Reflect.get" ->
                        given.size() > 1
                                        && first instanceof Ref(String object)
                                        && given.get(1) instanceof Text(String key, _)
                                ? meaning.member(object, key, scope)
                                : Value.UNKNOWN;
                default -> isBound(function.get()) ? called : Value.UNKNOWN;
            };
        }
        if (function.get().is("member_expression")) {
            String method = function.get().child("property").map(Node::text).orElse("");
            return Texts.method(meaning.field(function.get(), "object", scope), method, given);
        }
        return Value.UNKNOWN;
    }

    private static boolean isBound(Node function) {
        return function.child("property").filter(each -> each.text().equals("bind")).isPresent();
    }

    private static Value module(Value specifier) {
        return specifier instanceof Text(String name, _)
                ? new Ref(ScriptNames.module(name))
                : Value.UNKNOWN;
    }
}
