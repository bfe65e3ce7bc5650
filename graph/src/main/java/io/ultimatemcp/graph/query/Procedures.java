package io.ultimatemcp.graph.query;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a query may call: procedures by name, functions by the namespaces Cypher itself has. */
final class Procedures {
    private static final Set<String> ALLOWED =
            Set.of(
                    "db.labels",
                    "db.relationshiptypes",
                    "db.propertykeys",
                    "db.schema.visualization",
                    "db.schema.nodetypeproperties",
                    "db.schema.reltypeproperties",
                    "db.index.fulltext.querynodes",
                    "db.index.fulltext.queryrelationships",
                    "db.index.fulltext.listavailableanalyzers",
                    "db.index.vector.querynodes",
                    "db.index.vector.queryrelationships");

    private static final Set<String> NAMESPACES =
            Set.of(
                    "date",
                    "datetime",
                    "duration",
                    "localdatetime",
                    "localtime",
                    "point",
                    "time",
                    "vector",
                    "vector.similarity");

    private static final Pattern CALL = Pattern.compile("\\bCALL\\s++([\\w.`]++)\\s*+\\(");

    private Procedures() {}

    /** The procedure that an operator's details name, when it is not allowed. */
    static @Nullable String refusedProcedure(String details) {
        int end = details.indexOf('(');
        String name = (end < 0 ? details : details.substring(0, end)).replace("`", "").strip();
        return ALLOWED.contains(name.toLowerCase(Locale.ROOT)) ? null : name;
    }

    /** The first procedure that is not allowed of those that a text of {@link PlanText} calls. */
    static @Nullable String refusedCall(String text) {
        Matcher call = CALL.matcher(text);
        while (call.find()) {
            if (!ALLOWED.contains(call.group(1).toLowerCase(Locale.ROOT))) {
                return call.group(1);
            }
        }
        return null;
    }

    /** The first function in a text of {@link PlanText} that Cypher itself does not have. */
    static @Nullable String refusedFunction(String text) {
        for (int bracket = text.indexOf('(');
                bracket >= 0;
                bracket = text.indexOf('(', bracket + 1)) {
            String name = nameBefore(text, bracket).toLowerCase(Locale.ROOT);
            int dot = name.lastIndexOf('.');
            if (dot > 0
                    && !NAMESPACES.contains(name.substring(0, dot))
                    && !ALLOWED.contains(name)) {
                return nameBefore(text, bracket);
            }
        }
        return null;
    }

    /**
     * The names joined by dots right before a bracket, spaces aside; empty when there is none. By
     * hand and backwards, for a text of any length must not take longer than it is long.
     */
    private static String nameBefore(String text, int bracket) {
        int end = bracket;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        int next = end;
        while (next >= 0) {
            int part = next;
            while (part > 0 && isOfName(text.charAt(part - 1))) {
                part--;
            }
            if (part == next || Character.isDigit(text.charAt(part))) {
                break;
            }
            begin = part;
            next = part > 0 && text.charAt(part - 1) == '.' ? part - 1 : -1;
        }
        return text.substring(begin, end);
    }

    private static boolean isOfName(char letter) {
        return letter < 128 && (Character.isLetterOrDigit(letter) || letter == '_');
    }
}
