package io.ultimatemcp.server.tool.policy;

import io.ultimatemcp.analysis.model.Finding;
import io.ultimatemcp.server.tool.Field;

/** A hint, as results have it. */
public record FindingEntry(
        @Field("What it is about, like dynamic-code.") String rule,
        @Field("error, warning or info.") String severity,
        @Field("What the construct does.") String message,
        @Field("Line, from 1.") int line,
        @Field("Column, from 1.") int column,
        @Field("Line of its end.") int endLine,
        @Field("Column behind its end.") int endColumn,
        @Field("policy.") String source) {
    static FindingEntry of(Finding finding) {
        var span = finding.span();
        return new FindingEntry(
                finding.rule(),
                finding.severity().code(),
                finding.message(),
                span.line(),
                span.column(),
                span.endLine(),
                span.endColumn(),
                finding.source());
    }
}
