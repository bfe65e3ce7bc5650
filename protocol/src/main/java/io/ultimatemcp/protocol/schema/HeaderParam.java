package io.ultimatemcp.protocol.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An argument that clients repeat as the header {@code Mcp-Param-<name>}, because its schema
 * carries {@code x-mcp-header}.
 *
 * <p>Source: 2026-07-28, transports, "Custom headers from tool parameters".
 *
 * @param header the full header name
 * @param path property names from the root of the arguments
 * @param kind how values are compared
 */
public record HeaderParam(String header, List<String> path, Kind kind) {
    private static final String KEYWORD = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** The types a header can carry. */
    public enum Kind {
        STRING,
        INTEGER,
        BOOLEAN
    }

    public HeaderParam {
        path = List.copyOf(path);
    }

    /**
     * Every marked property of an input schema, reachable through {@code properties} alone.
     *
     * @throws IllegalArgumentException when a mark breaks the rules, naming the property
     */
    public static List<HeaderParam> of(ObjectNode inputSchema) {
        var found = new ArrayList<HeaderParam>();
        collect(inputSchema, List.of(), found, new HashSet<>());
        return List.copyOf(found);
    }

    /** The argument's value as text, or null when absent or JSON null. */
    public @Nullable String valueIn(ObjectNode arguments) {
        JsonNode node = arguments;
        for (String name : path) {
            node = node.path(name);
        }
        return node.isMissingNode() || node.isNull() || node.isContainer() ? null : node.asString();
    }

    /**
     * Whether a decoded header says the same as the argument's value; integers compare as numbers.
     */
    public boolean agrees(String headerValue, String argument) {
        if (kind != Kind.INTEGER || headerValue.length() > 64) {
            return headerValue.equals(argument);
        }
        try {
            return new BigDecimal(headerValue).compareTo(new BigDecimal(argument)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void collect(
            JsonNode schema, List<String> path, List<HeaderParam> found, Set<String> names) {
        for (var property : schema.path("properties").properties()) {
            var here = new ArrayList<>(path);
            here.add(property.getKey());
            JsonNode mark = property.getValue().path(KEYWORD);
            if (!mark.isMissingNode()) {
                found.add(marked(property.getValue(), mark, here, names));
            }
            collect(property.getValue(), here, found, names);
        }
    }

    private static HeaderParam marked(
            JsonNode schema, JsonNode mark, List<String> path, Set<String> names) {
        String name = mark.stringValue("");
        String where = "property " + String.join(".", path) + ": ";
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(where + KEYWORD + " must be an HTTP token");
        }
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(where + KEYWORD + " '" + name + "' is taken");
        }
        Kind kind =
                switch (schema.path("type").stringValue("")) {
                    case "string" -> Kind.STRING;
                    case "integer" -> Kind.INTEGER;
                    case "boolean" -> Kind.BOOLEAN;
                    default ->
                            throw new IllegalArgumentException(
                                    where + KEYWORD + " needs type string, integer or boolean");
                };
        return new HeaderParam("Mcp-Param-" + name, path, kind);
    }
}
