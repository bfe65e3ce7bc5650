package io.ultimatemcp.server.tool.execute;

import io.ultimatemcp.server.tool.Field;
import io.ultimatemcp.server.tool.box.ArtifactEntry;
import io.ultimatemcp.server.tool.box.NetworkView;
import io.ultimatemcp.server.tool.box.SessionView;
import io.ultimatemcp.server.tool.policy.FindingEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The answer of {@code execute_code}. */
record ExecuteResult(
        @Field("Id of the stored run.") String id,
        @Field(
                        "How it ended: exited, timed_out, memory_exceeded, output_exceeded, processes_exceeded,"
                                + " signalled or cancelled.")
                String outcome,
        @Field("Exit status of the program; 128 + signal when it was killed.") int returnCode,
        @Field("Standard output; head and tail when it is longer than 100 KB.") String stdout,
        @Field("Standard error; head and tail when it is longer than 100 KB.") String stderr,
        @Field("Bytes the program wrote to standard output.") long stdoutBytes,
        @Field("Bytes the program wrote to standard error.") long stderrBytes,
        @Field("Whether anything above was cut; the whole streams are then artifacts.")
                boolean truncated,
        @Field("Wall-clock time in seconds.") double durationSeconds,
        @Field("CPU time of the process tree in seconds.") double cpuSeconds,
        @Field("Greatest memory of the process tree in bytes; 0 when unknown.")
                long peakMemoryBytes,
        @Field("Files the program left below /work.") List<ArtifactEntry> artifacts,
        @Field("The isolation in force: engine, network, memory_limit_mb and more.")
                ObjectNode isolation,
        @Field(
                        "Hints at risky constructs of the code, at most 50; absent when there are none. They explain"
                                + " and are never the boundary: nothing is refused for them.")
                @Nullable List<FindingEntry> findings,
        @Field("Why findings may be incomplete; absent when all was searched.")
                @Nullable String findingsNote,
        @Field("The session it ran in; absent without one.") @Nullable SessionView session,
        @Field("What it did with its network; absent when no host was allowed.")
                @Nullable NetworkView network) {}
