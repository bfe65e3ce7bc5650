package io.ultimatemcp.server.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A form in which metrics are answered. */
public enum MetricsForm {
    /** The text format of Prometheus; what is answered unless another form is asked for. */
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
    /** The graph metrics object of the original platform. */
    JSON("application/json");

    private final String contentType;

    MetricsForm(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * The form that an {@code Accept} header likes best (RFC 9110 section 12.5.1), the first of
     * those liked alike. What names none of ours gets {@link #PROMETHEUS}.
     */
    static MetricsForm of(@Nullable String accept) {
        var best = PROMETHEUS;
        double liking = 0;
        for (String range : accept == null ? new String[0] : accept.split(",")) {
            var parts = range.split(";");
            var form = named(parts[0].strip().toLowerCase(Locale.ROOT));
            double quality = quality(parts);
            if (form != null && quality > liking) {
                best = form;
                liking = quality;
            }
        }
        return best;
    }

    private static @Nullable MetricsForm named(String range) {
        return switch (range) {
            case "application/json" -> JSON;
            case "application/openmetrics-text" -> OPENMETRICS;
            case "text/plain", "text/*", "*/*" -> PROMETHEUS;
            default -> null;
        };
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0; // a wish that cannot be read is none
                }
            }
        }
        return 1;
    }
}
