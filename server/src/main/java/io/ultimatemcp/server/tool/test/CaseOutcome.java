package io.ultimatemcp.server.tool.test;

/** How one test ended. */
enum CaseOutcome {
    PASSED,
    FAILED,
    /** It could not be run to its end: a fixture, an import or the whole run broke. */
    ERROR,
    SKIPPED
}
