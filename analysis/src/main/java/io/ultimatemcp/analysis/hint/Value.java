package io.ultimatemcp.analysis.hint;

import java.util.ArrayList;
import java.util.List;

/** What can be said about an expression without running it. */
sealed interface Value {
    /** No text and no list is followed further than this. */
    int MAX_TEXT = 4_096;

    /** Items of a list that are followed. */
    int MAX_ITEMS = 256;

    /** Nothing is known. */
    Value UNKNOWN = new Unknown();

    /** The value is not known. */
    record Unknown() implements Value {}

    /**
     * A known text.
     *
     * @param plain whether it stands in the source as it is: in one piece, without escapes
     */
    record Text(String text, boolean plain) implements Value {}

    /** A text that is put together, of which only the start is known. */
    record Built(String start) implements Value {}

    /** What a dotted name of the language or of a module stands for. */
    record Ref(String name) implements Value {}

    /** A list of values. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** A whole number. */
    record Whole(long value) implements Value {}

    /** A text that is not written as it is; one that is too long is known by its start alone. */
    static Value folded(String text) {
        return text.length() <= MAX_TEXT ? new Text(text, false) : new Built(text.substring(0, 64));
    }

    /** The list, unless it is too long. */
    static Value items(List<Value> values) {
        return values.size() <= MAX_ITEMS ? new Items(values) : UNKNOWN;
    }

    /** The result of {@code left + right}. */
    static Value plus(Value left, Value right) {
        return switch (left) {
            case Text(String start, _) ->
                    switch (right) {
                        case Text(String end, _) -> folded(start + end);
                        case Built(String more) -> new Built(shortened(start + more));
                        case Whole(long number) -> folded(start + number);
                        case Ref _, Items _, Unknown _ -> new Built(shortened(start));
                    };
            case Built built -> built;
            case Whole(long number) when right instanceof Whole(long other) ->
                    new Whole(number + other);
            case Items(List<Value> first) when right instanceof Items(List<Value> second) -> {
                var all = new ArrayList<>(first);
                all.addAll(second);
                yield items(all);
            }
            case Ref _, Items _, Whole _, Unknown _ ->
                    right instanceof Text || right instanceof Built ? new Built("") : UNKNOWN;
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, 64);
    }
}
