package io.ultimatemcp.server.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL keeps the ledger.
 *
 * @param url as JDBC wants it, without user name and password
 */
public record LedgerAddress(String url) {
    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?";
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:jdbc:)?(?:postgresql|postgres)://(HOST(?:,HOST)*)/([A-Za-z0-9._%-]+)(?:\\?(.*))?"
                            .replace("HOST", HOST));
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1\\])(:\\d+)?");

    /** What may stand behind the question mark; PostgreSQL's own names. */
    private static final Set<String> PARAMETERS =
            new TreeSet<>(
                    Set.of(
                            "sslmode",
                            "sslrootcert",
                            "sslcert",
                            "sslkey",
                            "currentSchema",
                            "targetServerType"));

    private static final Set<String> TLS_MODES =
            new TreeSet<>(
                    Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"));

    /** Reads one; throws {@link IllegalArgumentException} with half a sentence. */
    static LedgerAddress parse(String text) {
        if (text.contains("@")) {
            throw new IllegalArgumentException(
                    "must not hold a user name or password; they have settings of their own");
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "must be as in postgresql://HOST:5432/DATABASE?sslmode=verify-full");
        }
        String query = parts.group(3) == null ? "" : parts.group(3);
        List<String> parameters =
                Arrays.stream(query.split("&")).filter(each -> !each.isEmpty()).toList();
        parameters.forEach(LedgerAddress::check);
        boolean named = parameters.stream().anyMatch(each -> each.startsWith("sslmode="));
        boolean here =
                Arrays.stream(parts.group(1).split(","))
                        .allMatch(host -> LOOPBACK.matcher(host).matches());
        String mode = named || here ? "" : (query.isEmpty() ? "" : "&") + "sslmode=require";
        String all = query + mode;
        return new LedgerAddress(
                "jdbc:postgresql://"
                        + parts.group(1)
                        + "/"
                        + parts.group(2)
                        + (all.isEmpty() ? "" : "?" + all));
    }

    private static void check(String parameter) {
        String name = parameter.replaceFirst("=.*", "");
        if (!PARAMETERS.contains(name) || !parameter.contains("=")) {
            throw new IllegalArgumentException(
                    "has a parameter that is none of " + String.join(", ", PARAMETERS));
        }
        String value = parameter.substring(name.length() + 1);
        if (name.equals("sslmode") && !TLS_MODES.contains(value)) {
            throw new IllegalArgumentException(
                    "has an sslmode that is none of " + String.join(", ", TLS_MODES));
        }
    }
}
