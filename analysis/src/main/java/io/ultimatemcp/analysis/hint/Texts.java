package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Items;
import io.ultimatemcp.analysis.hint.Value.Ref;
import io.ultimatemcp.analysis.hint.Value.Text;
import io.ultimatemcp.analysis.hint.Value.Unknown;
import io.ultimatemcp.analysis.hint.Value.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the methods of texts and lists make of known ones. */
final class Texts {
    private Texts() {}

    /** The result of {@code object.method(arguments)}, of the methods that hide names. */
    static Value method(Value object, String method, List<Value> arguments) {
        return switch (object) {
            case Text(String text, _) -> ofText(text, method, arguments);
            case Items(List<Value> values) -> ofItems(values, method, arguments);
            case Built _ -> new Built("");
            case Ref _, Whole _, Unknown _ -> Value.UNKNOWN;
        };
    }

    /** The texts of a list in one, with {@code separator} between them. */
    static Value join(Value parts, String separator) {
        return switch (parts) {
            case Text(String text, _) when separator.isEmpty() -> Value.folded(text);
            case Items(List<Value> values) -> joined(values, separator);
            case Text _, Built _, Ref _, Whole _, Unknown _ -> new Built("");
        };
    }

    static Value reversed(Value value) {
        return switch (value) {
            case Text(String text, _) -> Value.folded(new StringBuilder(text).reverse().toString());
            case Items(List<Value> values) -> new Items(values.reversed());
            case Built _ -> new Built("");
            case Ref _, Whole _, Unknown _ -> Value.UNKNOWN;
        };
    }

    /** The characters of the numbers, as {@code chr} and {@code fromCharCode} make them. */
    static Value characters(List<Value> codes) {
        var text = new StringBuilder();
        for (Value code : codes) {
            if (!(code instanceof Whole(long number))
                    || number < 0
                    || number > Character.MAX_CODE_POINT) {
                return new Built("");
            }
            text.appendCodePoint((int) number);
        }
        return Value.folded(text.toString());
    }

    /** The items of a list, or the characters of a text. */
    static Value listed(Value value) {
        return value instanceof Text(String text, _)
                ? Value.items(
                        text.codePoints()
                                .limit(Value.MAX_ITEMS + 1L)
                                .mapToObj(point -> Value.folded(Character.toString(point)))
                                .toList())
                : value;
    }

    /** One item of a list, or character of a text; counted from behind when negative. */
    static Value at(Value value, long index) {
        if (!(listed(value) instanceof Items(List<Value> values))) {
            return Value.UNKNOWN;
        }
        long place = index < 0 ? values.size() + index : index;
        return place >= 0 && place < values.size() ? values.get((int) place) : Value.UNKNOWN;
    }

    private static Value ofText(String text, String method, List<Value> arguments) {
        return switch (method) {
            case "join" -> arguments.isEmpty() ? Value.UNKNOWN : join(arguments.getFirst(), text);
            case "lower", "casefold", "toLowerCase" -> Value.folded(text.toLowerCase(Locale.ROOT));
            case "upper", "toUpperCase" -> Value.folded(text.toUpperCase(Locale.ROOT));
            case "strip", "lstrip", "rstrip", "trim" ->
                    arguments.isEmpty() ? Value.folded(text.strip()) : new Built("");
            case "encode", "toString", "valueOf", "concat" -> concatenated(text, method, arguments);
            case "decode" ->
                    Decoders.decode(
                            Value.folded(text),
                            arguments.isEmpty() || !(arguments.getFirst() instanceof Text codec)
                                    ? ""
                                    : codec.text());
            case "replace", "replaceAll" -> replaced(text, arguments);
            case "format" -> formatted(text, "\\{\\d*\\}", arguments);
            case "split" ->
                    arguments.equals(List.of(new Text("", true)))
                            ? listed(Value.folded(text))
                            : Value.UNKNOWN;
            case "charAt", "at" ->
                    arguments.size() == 1 && arguments.getFirst() instanceof Whole(long place)
                            ? at(Value.folded(text), place)
                            : new Built("");
            case "repeat", "slice", "substring", "substr", "translate", "format_map" ->
                    new Built("");
            default -> Value.UNKNOWN;
        };
    }

    private static Value ofItems(List<Value> values, String method, List<Value> arguments) {
        return switch (method) {
            case "join" ->
                    joined(
                            values,
                            !arguments.isEmpty() && arguments.getFirst() instanceof Text(var by, _)
                                    ? by
                                    : ",");
            case "reverse", "toReversed" -> new Items(values.reversed());
            case "pop" ->
                    values.isEmpty() || !arguments.isEmpty() ? Value.UNKNOWN : values.getLast();
            default -> Value.UNKNOWN;
        };
    }

    /** The pattern stands for one argument each; a template with others is known by its start. */
    static Value formatted(String template, String pattern, List<Value> arguments) {
        String[] parts = template.split(pattern, -1);
        if (parts.length - 1 > arguments.size() || parts.length > Value.MAX_ITEMS) {
            return new Built(parts[0]);
        }
        Value text = Value.folded(parts[0]);
        for (int part = 1; part < parts.length; part++) {
            text = Value.plus(text, arguments.get(part - 1));
            text = Value.plus(text, Value.folded(parts[part]));
        }
        return text;
    }

    private static Value concatenated(String text, String method, List<Value> arguments) {
        Value whole = Value.folded(text);
        if (method.equals("concat")) {
            for (Value argument : arguments) {
                whole = Value.plus(whole, argument);
            }
        }
        return whole;
    }

    private static Value replaced(String text, List<Value> arguments) {
        boolean known =
                arguments.size() == 2
                        && arguments.get(0) instanceof Text(String from, _)
                        && !from.isEmpty()
                        && arguments.get(1) instanceof Text(String to, _)
                        && (long) text.length() * (to.length() + 1) <= 16L * Value.MAX_TEXT;
        return known
                ? Value.folded(
                        text.replace(
                                ((Text) arguments.get(0)).text(), ((Text) arguments.get(1)).text()))
                : new Built("");
    }

    private static Value joined(List<Value> values, String separator) {
        Value whole = new Text("", false);
        var parts = new ArrayList<Value>();
        for (Value value : values) {
            if (!parts.isEmpty()) {
                parts.add(Value.folded(separator));
            }
            parts.add(value instanceof Text || value instanceof Built ? value : new Built(""));
        }
        for (Value part : parts) {
            whole = Value.plus(whole, part);
        }
        return whole;
    }
}
