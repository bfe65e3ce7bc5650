package io.ultimatemcp.graph.write;

import io.ultimatemcp.graph.bolt.Parameters;
import io.ultimatemcp.graph.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a value can be a property. Neo4j stores text, booleans, numbers and lists of one
 * of these, not maps, not lists of lists, not lists of different kinds, and no null in a list; it
 * would say so only in the middle of the transaction, without saying where.
 */
final class PropertyCheck {
    private static final int MOST_PROPERTIES = 256;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_LIST = 65_536;

    private final Problems problems;

    PropertyCheck(Problems problems) {
        this.problems = problems;
    }

    /** The properties as the driver takes them; what is wrong goes to the problems. */
    Map<String, @Nullable Object> check(Map<String, @Nullable Object> properties, String pointer) {
        if (properties.size() > MOST_PROPERTIES) {
            problems.add(pointer, "has more than " + MOST_PROPERTIES + " properties");
            return Map.of();
        }
        var checked = new LinkedHashMap<String, @Nullable Object>();
        properties.forEach((name, value) -> {
            String at = Problem.at(pointer, name);
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                problems.add(at, "must have a name of 1 to " + LONGEST_NAME + " characters");
            } else if (name.indexOf('\0') >= 0) {
                problems.add(at, "must have a name without the character U+0000");
            } else {
                checked.put(name, value == null ? null : property(value, at));
            }
        });
        return checked;
    }

    private @Nullable Object property(Object value, String pointer) {
        return switch (value) {
            case Map<?, ?> _ -> {
                problems.add(
                        pointer, "is a map; a property holds text, a number, a boolean or a list");
                yield null;
            }
            case List<?> list -> list(list, pointer);
            default -> scalar(value, pointer);
        };
    }

    private @Nullable Object scalar(Object value, String pointer) {
        return switch (value) {
            case Boolean truth -> truth;
            case Number number -> number(number, pointer);
            case String text when text.length() > LONGEST_TEXT -> {
                problems.add(pointer, "is longer than " + LONGEST_TEXT + " characters");
                yield null;
            }
            case String text -> text;
            default -> {
                problems.add(pointer, "has a type no property can have");
                yield null;
            }
        };
    }

    private @Nullable Object number(Number number, String pointer) {
        var wrong = new ArrayList<Problem>(1);
        Object converted = new Parameters(wrong).number(number, pointer);
        wrong.forEach(problem -> problems.add(problem.pointer(), problem.message()));
        return converted;
    }

    private @Nullable Object list(List<?> list, String pointer) {
        if (list.size() > LONGEST_LIST) {
            problems.add(pointer, "has more than " + LONGEST_LIST + " items");
            return null;
        }
        var items = new ArrayList<Object>(list.size());
        for (int i = 0; i < list.size(); i++) {
            String at = pointer + "/" + i;
            Object item = list.get(i);
            if (item == null || item instanceof Map || item instanceof List) {
                problems.add(at, "is null, a map or a list; a property's list holds plain values");
                return null;
            }
            Object plain = scalar(item, at);
            if (plain == null) {
                return null;
            }
            items.add(plain);
        }
        return oneKind(items, pointer);
    }

    /**
     * JSON does not tell 1 from 1.0, so whole numbers among doubles are doubles, those at least
     * that a double holds exactly; any other mixture is a mistake.
     */
    private @Nullable Object oneKind(List<Object> items, String pointer) {
        long kinds = items.stream().map(Object::getClass).distinct().count();
        if (kinds <= 1) {
            return items;
        }
        if (items.stream().allMatch(Number.class::isInstance)) {
            return doubles(items, pointer);
        }
        problems.add(pointer, "mixes kinds of values; a property's list holds one kind");
        return null;
    }

    private @Nullable Object doubles(List<Object> numbers, String pointer) {
        var doubles = new ArrayList<Double>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            double number = ((Number) numbers.get(i)).doubleValue();
            if (numbers.get(i) instanceof Long whole && !isExactly(number, whole)) {
                problems.add(
                        pointer + "/" + i,
                        "would lose digits as a double, which all numbers of a list are when one is; "
                                + "whole numbers alone keep them");
                return null;
            }
            doubles.add(number);
        }
        return doubles;
    }

    /** The cast back saturates, so 2^63 would seem to be the largest long. */
    private static boolean isExactly(double number, long whole) {
        return (long) number == whole && number != 0x1p63;
    }
}
