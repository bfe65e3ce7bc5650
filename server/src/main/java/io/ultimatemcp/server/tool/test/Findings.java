package io.ultimatemcp.server.tool.test;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log of a run told.
 *
 * @param complete whether the framework told of its end and every line could be read
 * @param truncated whether cases or coverage were left out for their number
 * @param coverage null when none was told
 */
record Findings(
        TestResult.Summary summary,
        List<TestResult.Case> cases,
        boolean complete,
        boolean truncated,
        TestResult.@Nullable Coverage coverage) {}
