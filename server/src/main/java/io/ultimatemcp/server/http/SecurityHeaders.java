package io.ultimatemcp.server.http;

import io.vertx.core.MultiMap;
import java.util.Map;

/** The headers of every answer, whatever it is (OWASP Secure Headers). */
final class SecurityHeaders {
    private static final Map<String, String> ALL =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    "Referrer-Policy",
                    "no-referrer",
                    "Permissions-Policy",
                    "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
                    "Cross-Origin-Opener-Policy",
                    "same-origin");

    private SecurityHeaders() {}

    static void addTo(MultiMap headers) {
        ALL.forEach(headers::set);
    }
}
