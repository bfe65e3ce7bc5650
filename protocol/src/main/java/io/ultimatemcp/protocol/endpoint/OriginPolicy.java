package io.ultimatemcp.protocol.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may talk to this server: the guard against DNS rebinding, and the answers to CORS
 * preflights. Origins compare as parsed URIs, by scheme, host and port. The HTTP door asks it
 * before authentication.
 */
public final class OriginPolicy {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name,"
                    + " Mcp-Session-Id, Last-Event-ID";

    private final Set<Origin> allowed;
    private final boolean loopbackOnly;

    /** The last Host that was allowed: nearly every request has the same, and parsing costs. */
    private volatile String knownHost = "localhost";

    private OriginPolicy(Set<Origin> allowed, boolean loopbackOnly) {
        this.allowed = allowed;
        this.loopbackOnly = loopbackOnly;
    }

    /**
     * For a server bound to loopback: {@code Host} must be a loopback name, and pages of loopback
     * origins are allowed beside {@code origins}.
     *
     * @throws IllegalArgumentException when an origin is not {@code scheme://host[:port]}
     */
    public static OriginPolicy loopback(Collection<String> origins) {
        return new OriginPolicy(parse(origins), true);
    }

    /**
     * For a server other machines reach: any {@code Host}, pages of {@code origins} only.
     *
     * @throws IllegalArgumentException when an origin is not {@code scheme://host[:port]}
     */
    public static OriginPolicy open(Collection<String> origins) {
        return new OriginPolicy(parse(origins), false);
    }

    /** Whether a request with these headers may be served; null stands for an absent header. */
    public boolean allows(@Nullable String origin, @Nullable String host) {
        return hostAllowed(host) && (origin == null || originAllowed(origin));
    }

    /**
     * The answer to a preflight ({@code OPTIONS} with {@code Access-Control-Request-Method}) of an
     * allowed origin: status 204 with these headers.
     *
     * @param requestedHeaders the value of {@code Access-Control-Request-Headers}, or null; its
     *     {@code Mcp-Param-*} names are granted too
     */
    public Map<String, String> preflight(String origin, @Nullable String requestedHeaders) {
        var headers = new LinkedHashMap<>(response(origin));
        headers.put("Access-Control-Allow-Methods", "POST, GET, DELETE, OPTIONS");
        headers.put("Access-Control-Allow-Headers", ALLOWED_HEADERS + params(requestedHeaders));
        headers.put("Access-Control-Max-Age", "600");
        return headers;
    }

    /** Headers every other answer to a page of an allowed origin carries. */
    public Map<String, String> response(String origin) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Access-Control-Allow-Origin", origin);
        headers.put("Access-Control-Expose-Headers", "Mcp-Session-Id, WWW-Authenticate");
        headers.put("Vary", "Origin");
        return headers;
    }

    private boolean hostAllowed(@Nullable String host) {
        if (!loopbackOnly) {
            return true;
        }
        if (host == null) {
            return false;
        }
        if (host.equals(knownHost)) {
            return true;
        }
        boolean loopback =
                Origin.of("http://" + host).filter(o -> LOOPBACK.contains(o.host())).isPresent();
        if (loopback) {
            knownHost = host;
        }
        return loopback;
    }

    private boolean originAllowed(String text) {
        Optional<Origin> origin = Origin.of(text);
        return origin.isPresent()
                && (allowed.contains(origin.get())
                        || (loopbackOnly && LOOPBACK.contains(origin.get().host())));
    }

    private static String params(@Nullable String requestedHeaders) {
        if (requestedHeaders == null || requestedHeaders.length() > 2048) {
            return "";
        }
        var granted = new StringBuilder();
        for (String name : requestedHeaders.split(",", -1)) {
            String trimmed = name.strip().toLowerCase(Locale.ROOT);
            if (trimmed.matches("mcp-param-[a-z0-9!#$%&'*+.^_`|~-]+")) {
                granted.append(", ").append(trimmed);
            }
        }
        return granted.toString();
    }

    private static Set<Origin> parse(Collection<String> origins) {
        return origins.stream()
                .map(text ->
                        Origin.of(text)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "allowed origin '"
                                                        + text
                                                        + "' is not"
                                                        + " scheme://host[:port]")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Scheme, host and effective port. */
    private record Origin(String scheme, String host, int port) {

        static Optional<Origin> of(String text) {
            try {
                URI uri = new URI(text);
                String path = uri.getRawPath();
                if (uri.getScheme() == null
                        || uri.getHost() == null
                        || uri.getRawUserInfo() != null
                        || uri.getRawQuery() != null
                        || uri.getRawFragment() != null
                        || (path != null && !path.isEmpty())) {
                    return Optional.empty();
                }
                String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
                return Optional.of(
                        new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
            } catch (URISyntaxException e) {
                return Optional.empty(); // "null" and other text that names no origin
            }
        }
    }
}
