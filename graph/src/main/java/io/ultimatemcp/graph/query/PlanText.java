package io.ultimatemcp.graph.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the details of a plan's operator say outside of quotes.
 *
 * <p>A subquery inside of a list comprehension, a {@code reduce} or a {@code CASE} has no operators
 * of its own in a plan: it is written out in the details. The planner has replaced most literals by
 * parameters there, and quotes names in backticks exactly; but it does not escape a backslash in
 * the literals that are left, so that a text that ends in one seems to go on. As soon as a text
 * holds a backslash nothing is taken for quoted.
 */
final class PlanText {
    private static final Pattern QUOTED =
            Pattern.compile("`(?:[^`]|``)*+`|\"(?:[^\"\\\\]|\\\\.)*+\"?|'(?:[^'\\\\]|\\\\.)*+'?");

    private PlanText() {}

    static String unquoted(String details) {
        Matcher quoted = QUOTED.matcher(details);
        var text = new StringBuilder();
        while (quoted.find()) {
            if (quoted.group().charAt(0) != '`' && quoted.group().contains("\\")) {
                return details;
            }
            quoted.appendReplacement(text, "_");
        }
        return quoted.appendTail(text).toString();
    }
}
