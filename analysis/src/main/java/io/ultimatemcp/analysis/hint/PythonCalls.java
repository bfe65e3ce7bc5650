package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Items;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;
import java.util.Optional;

/** What Python's calls give, of those that lead to names. */
final class PythonCalls {
    private final PythonMeaning meaning;

    PythonCalls(PythonMeaning meaning) {
        this.meaning = meaning;
    }

    /** The arguments of a call that stand by their place. */
    static List<Node> arguments(Node call) {
        return call.child("arguments")
                .map(list ->
                        list.is("argument_list")
                                ? list.children().stream()
                                        .filter(each ->
                                                !each.is(
                                                        "keyword_argument",
                                                        "list_splat",
                                                        "dictionary_splat",
                                                        "comment"))
                                        .toList()
                                : List.of(list))
                .orElse(List.of());
    }

    /** Where a call says the name of what it takes, like the second argument of getattr. */
    static Optional<Node> key(Node call, String function) {
        var arguments = arguments(call);
        int place =
                switch (function) {
                    case "builtins.getattr", "builtins.setattr", "builtins.delattr" -> 1;
                    case "builtins.__import__",
                            "importlib.__import__",
                            "importlib.import_module",
                            "operator.attrgetter",
                            "operator.methodcaller" ->
                            0;
                    default -> isLookup(function) ? 0 : -1;
                };
        return place >= 0 && place < arguments.size()
                ? Optional.of(arguments.get(place))
                : Optional.empty();
    }

    Value of(Node call, Scope scope) {
        var function = call.child("function");
        if (function.isEmpty()) {
            return Value.UNKNOWN;
        }
        if (meaning.of(function.get(), scope) instanceof Ref(String name)) {
            return ofNamed(name, call, scope);
        }
        if (function.get().is("attribute")) {
            var method = function.get().child("attribute").map(Node::text).orElse("");
            return Texts.method(
                    meaning.field(function.get(), "object", scope),
                    method,
                    meaning.all(arguments(call), scope));
        }
        return Value.UNKNOWN;
    }

    private Value ofNamed(String name, Node call, Scope scope) {
        var given = meaning.all(arguments(call), scope);
        Value first = given.isEmpty() ? Value.UNKNOWN : given.getFirst();
        return switch (name) {
            case "builtins.getattr" ->
                    given.size() > 1
                                    && first instanceof Ref(String object)
                                    && given.get(1) instanceof Text(String key, _)
                            ? meaning.member(object, key, scope)
                            : Value.UNKNOWN;
            case "builtins.__import__", "importlib.__import__", "importlib.import_module" ->
                    first instanceof Text(String module, _) ? new Ref(module) : Value.UNKNOWN;
            case "builtins.globals", "builtins.locals" -> new Ref(PythonMeaning.GLOBALS);
            case "builtins.vars" -> given.isEmpty() ? new Ref(PythonMeaning.GLOBALS) : first;
            case "builtins.chr" -> Texts.characters(given);
            case "builtins.str" -> first instanceof Ref ? Value.UNKNOWN : first;
            case "builtins.bytes", "builtins.bytearray" ->
                    first instanceof Items(List<Value> codes) ? Texts.characters(codes) : first;
            case "builtins.list", "builtins.tuple" -> Texts.listed(first);
            case "builtins.reversed" -> Texts.reversed(first);
            case "builtins.map" -> mapped(given);
            case "builtins.bytes.fromhex",
                    "builtins.bytearray.fromhex",
                    "binascii.unhexlify",
                    "binascii.a2b_hex" ->
                    Decoders.decode(first, "hex");
            case "base64.b64decode",
                    "base64.standard_b64decode",
                    "base64.decodebytes",
                    "binascii.a2b_base64" ->
                    Decoders.decode(first, "base64");
            case "codecs.decode", "codecs.encode" ->
                    given.size() > 1 && given.get(1) instanceof Text(String codec, _)
                            ? Decoders.decode(first, codec)
                            : new Built("");
            default -> looked(name, first, scope);
        };
    }

    private Value looked(String name, Value key, Scope scope) {
        if (isLookup(name) && key instanceof Text(String text, _)) {
            return meaning.member(name.substring(0, name.lastIndexOf('.')), text, scope);
        }
        return name.startsWith("builtins.str.") || name.startsWith("builtins.bytes.")
                ? new Built("")
                : Value.UNKNOWN;
    }

    private static Value mapped(List<Value> given) {
        return given.size() == 2
                        && given.getFirst().equals(new Ref("builtins.chr"))
                        && Texts.listed(given.get(1)) instanceof Items(List<Value> codes)
                ? Value.items(codes.stream().map(code -> Texts.characters(List.of(code))).toList())
                : Value.UNKNOWN;
    }

    /** Whether a function takes a name from what stands before its own. */
    private static boolean isLookup(String function) {
        int dot = function.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        String method = function.substring(dot + 1);
        String container = function.substring(0, dot);
        boolean dictionary =
                container.equals(PythonMeaning.GLOBALS)
                        || container.equals(PythonMeaning.MODULES)
                        || container.equals("builtins");
        return method.equals("__getattribute__")
                || (dictionary && List.of("get", "pop", "__getitem__").contains(method));
    }
}
