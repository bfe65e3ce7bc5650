package io.ultimatemcp.analysis;

import java.time.Duration;

/**
 * What one analysis may take, whatever the source.
 *
 * @param sourceBytes length of the source in UTF-8; a longer one is not read
 * @param nodes syntax nodes that are looked at
 * @param depth levels of nesting that are looked at
 * @param parseTime wall-clock time after which parsing is given up, and once more the search for
 *     hints
 * @param entries symbols, calls, imports, syntax errors or hints, of each
 */
public record Limits(int sourceBytes, int nodes, int depth, Duration parseTime, int entries) {
    /** All positive. */
    public Limits {
        if (sourceBytes <= 0
                || nodes <= 0
                || depth <= 0
                || entries <= 0
                || !parseTime.isPositive()) {
            throw new IllegalArgumentException("limits are positive: " + sourceBytes);
        }
    }

    /** 1 MiB, 300 000 nodes, 1 000 levels, one second, 2 000 entries. */
    public static Limits standard() {
        return new Limits(1 << 20, 300_000, 1_000, Duration.ofSeconds(1), 2_000);
    }
}
