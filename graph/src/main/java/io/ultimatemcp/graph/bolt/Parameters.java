package io.ultimatemcp.graph.bolt;

import io.ultimatemcp.graph.model.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns plain values into ones the driver takes, and names those that have no place in Cypher. */
public final class Parameters {
    private static final int DEEPEST = 32;
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final List<Problem> problems;

    /** Collects what is wrong into {@code problems}. */
    public Parameters(List<Problem> problems) {
        this.problems = problems;
    }

    /** The values of a map, each under its name. */
    public Map<String, @Nullable Object> map(Map<?, ?> values, String pointer) {
        return map(values, pointer, 0);
    }

    private Map<String, @Nullable Object> map(Map<?, ?> values, String pointer, int depth) {
        var converted = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) ->
                converted.put(
                        String.valueOf(name),
                        value(value, Problem.at(pointer, String.valueOf(name)), depth + 1)));
        return converted;
    }

    private @Nullable Object value(@Nullable Object value, String pointer, int depth) {
        if (depth > DEEPEST) {
            problems.add(new Problem(pointer, "is nested deeper than " + DEEPEST + " levels"));
            return null;
        }
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth;
            case Number number -> number(number, pointer);
            case byte[] bytes -> bytes;
            case Map<?, ?> map -> map(map, pointer, depth);
            case List<?> list -> {
                var converted = new ArrayList<@Nullable Object>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    converted.add(value(list.get(i), pointer + "/" + i, depth + 1));
                }
                yield converted;
            }
            default -> {
                problems.add(
                        new Problem(
                                pointer,
                                "has a type Cypher does not know: "
                                        + value.getClass().getSimpleName()));
                yield null;
            }
        };
    }

    /** A number as Cypher has them: 64-bit integer or double. */
    public @Nullable Object number(Number number, String pointer) {
        return switch (number) {
            case Byte _, Short _, Integer _, Long _ -> number.longValue();
            case BigInteger big when big.compareTo(LEAST) < 0 || big.compareTo(MOST) > 0 -> {
                problems.add(new Problem(pointer, "is not within 64 bits: " + shortened(big)));
                yield null;
            }
            case BigInteger big -> big.longValue();
            case BigDecimal decimal when Double.isInfinite(decimal.doubleValue()) -> {
                problems.add(new Problem(pointer, "is too large a number for a double"));
                yield null;
            }
            case BigDecimal decimal -> decimal.doubleValue();
            default -> number.doubleValue();
        };
    }

    private static String shortened(BigInteger big) {
        String digits = big.toString();
        return digits.length() <= 40 ? digits : digits.substring(0, 40) + "…";
    }
}
