package io.ultimatemcp.protocol.feature;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI template of RFC 6570 with simple ({@code {id}}, one segment) and reserved ({@code {+path}},
 * any rest) variables, read backwards: from a URI to its variables.
 */
public final class UriTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)([A-Za-z0-9_]+)}");

    private final String text;
    private final Pattern pattern;
    private final List<String> names;

    private UriTemplate(String text, Pattern pattern, List<String> names) {
        this.text = text;
        this.pattern = pattern;
        this.names = names;
    }

    /** Reads a template. */
    public static UriTemplate of(String text) {
        var names = new ArrayList<String>();
        var regex = new StringBuilder();
        Matcher variables = VARIABLE.matcher(text);
        int literal = 0;
        while (variables.find()) {
            regex.append(Pattern.quote(text.substring(literal, variables.start())));
            regex.append(variables.group(1).isEmpty() ? "([^/?#]++)" : "(.+)");
            names.add(variables.group(2));
            literal = variables.end();
        }
        regex.append(Pattern.quote(text.substring(literal)));
        return new UriTemplate(text, Pattern.compile(regex.toString()), List.copyOf(names));
    }

    /** The variables of {@code uri}, percent-decoded; empty when it does not fit. */
    public Optional<Map<String, String>> match(String uri) {
        Matcher matcher = pattern.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            String value = matcher.group(i + 1).replace("+", "%2B");
            try {
                variables.put(names.get(i), URLDecoder.decode(value, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // a broken percent sequence names no resource
            }
        }
        return Optional.of(variables);
    }

    @Override
    public String toString() {
        return text;
    }
}
