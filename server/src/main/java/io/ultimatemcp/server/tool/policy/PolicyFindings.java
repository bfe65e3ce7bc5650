package io.ultimatemcp.server.tool.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a code.
 *
 * @param findings null when there are none, as results write it
 * @param note why there may be more; null when everything was looked at
 */
public record PolicyFindings(@Nullable List<FindingEntry> findings, @Nullable String note) {
    /** Of what was not looked at. */
    public static final PolicyFindings NONE = new PolicyFindings(null, null);

    /** Copies the list. */
    public PolicyFindings {
        findings = findings == null || findings.isEmpty() ? null : List.copyOf(findings);
    }

    static PolicyFindings missing(String why) {
        return new PolicyFindings(null, why);
    }
}
