package io.ultimatemcp.graph.projection;

import java.util.Optional;

/**
 * What a linter or the analysis found, at a line and column from 1; {@code symbol} is the key of
 * what it lies in.
 */
public record FindingNode(
        String rule,
        String severity,
        String message,
        int line,
        int column,
        String source,
        Optional<String> symbol) {}
