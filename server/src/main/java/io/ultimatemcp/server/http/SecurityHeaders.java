package io.ultimatemcp.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** The headers of every answer, whatever it is (OWASP Secure Headers). */
final class SecurityHeaders {
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private static final List<Map.Entry<CharSequence, CharSequence>> ALL =
            List.of(
                    header("Content-Security-Policy", POLICY),
                    header("X-Content-Type-Options", "nosniff"),
                    header("X-Frame-Options", "DENY"),
                    header("Referrer-Policy", "no-referrer"),
                    header(
                            "Permissions-Policy",
                            "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
                    header("Cross-Origin-Opener-Policy", "same-origin"));

    private SecurityHeaders() {}

    static void addTo(MultiMap headers) {
        for (var header : ALL) {
            headers.add(header.getKey(), header.getValue());
        }
    }

    /** Encoded once, so that an answer only copies bytes. */
    private static Map.Entry<CharSequence, CharSequence> header(String name, String value) {
        return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }
}
