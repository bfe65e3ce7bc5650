package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.server.tool.Field;
import io.ultimatemcp.server.tool.box.ArtifactEntry;
import io.ultimatemcp.server.tool.policy.FindingEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The answer of {@code run_tests}. */
record TestResult(
        @Field("Id of the stored run.") String id,
        @Field("Framework that ran the tests.") TestFramework framework,
        @Field(
                        "How the framework's process ended: exited, timed_out, memory_exceeded, output_exceeded,"
                                + " processes_exceeded, signalled or cancelled.")
                String outcome,
        @Field(
                        "Exit status of the framework, 0 when all is well; 128 + signal when it was"
                                + " killed.")
                int returnCode,
        @Field("Standard output; head and tail when it is longer than 100 KB.") String stdout,
        @Field("Standard error; head and tail when it is longer than 100 KB.") String stderr,
        @Field("Whether anything here was cut; whole streams are then artifacts.")
                boolean truncated,
        @Field("Wall-clock time in seconds.") double durationSeconds,
        @Field("Numbers of cases.") Summary summary,
        @Field("Each test in the order they ended, at most 2000.") List<Case> cases,
        @Field(
                        "Whether the framework got to its end and its report is whole; otherwise cases and"
                                + " summary are what is known.")
                boolean complete,
        @Field(
                        "Line coverage of the files below /work; absent where it was not measured (bats, a run"
                                + " that was killed, no coverage tool on the server).")
                @Nullable Coverage coverage,
        @Field("Files the tests left below /work.") List<ArtifactEntry> artifacts,
        @Field("The isolation in force: engine, network, memory_limit_mb and more.")
                ObjectNode isolation,
        @Field("Hints at risky constructs of code, as execute_code gives them.")
                @Nullable List<FindingEntry> findings,
        @Field("Why findings may be incomplete.") @Nullable String findingsNote) {

    /** Numbers of cases by outcome. */
    record Summary(
            @Field("All cases.") int total,
            @Field("Cases that passed.") int passed,
            @Field("Cases whose test failed.") int failed,
            @Field("Cases that could not be run to their end.") int errors,
            @Field("Cases that were skipped or expected to fail.") int skipped) {}

    /** One test. */
    record Case(
            @Field("Name of the test with its class or groups.") String name,
            @Field("File relative to /work.") @Nullable String file,
            @Field("Line where the test begins, from 1.") @Nullable Integer line,
            @Field("How it ended.") CaseOutcome outcome,
            @Field("Time it took in seconds.") double durationSeconds,
            @Field("Why it failed or was skipped.") @Nullable String message) {}

    /** Line coverage of a run. */
    record Coverage(
            @Field("Part of all lines that ran, 0 to 100.") double percent,
            @Field("Each file, at most 250.") List<FileCoverage> files) {}

    /** Line coverage of one file. */
    record FileCoverage(
            @Field("File relative to /work.") String path,
            @Field("Part of its lines that ran, 0 to 100.") double percent,
            @Field("Lines that did not run, from 1, at most 5000.") List<Integer> missingLines) {}
}
