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

    private static final Pattern NAMESPACED =
            Pattern.compile("([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)\\.([A-Za-z_]\\w*)\\s*\\(");
    private static final Pattern CALL = Pattern.compile("\\bCALL\\s+([\\w.`]+)\\s*\\(");

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
        Matcher call = NAMESPACED.matcher(text);
        while (call.find()) {
            String name = call.group(1) + "." + call.group(2);
            if (!NAMESPACES.contains(call.group(1).toLowerCase(Locale.ROOT))
                    && !ALLOWED.contains(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
        return null;
    }
}
