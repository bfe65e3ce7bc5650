package io.ultimatemcp.analysis.model;

/**
 * Something worth saying about a piece of the source.
 *
 * @param rule what was broken or met, like {@code dynamic-code}
 * @param message one sentence for the author of the source
 * @param source who found it: {@link #SYNTAX} or {@link #POLICY}
 */
public record Finding(String rule, Severity severity, String message, Span span, String source) {
    /** Found by the parser. */
    public static final String SYNTAX = "syntax";

    /** Found by the search for risky constructs. */
    public static final String POLICY = "policy";
}
