package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.egress.NetworkUse;
import io.ultimatemcp.sandbox.output.Space;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a job.
 *
 * @param outcome how it ended
 * @param returnCode the program's own; 128 + signal when a signal or the sandbox ended it
 * @param stdout standard output
 * @param stderr standard error
 * @param duration from the start of the program to its end
 * @param cpu user and system time of the whole tree
 * @param peakMemory bytes that the whole tree held at most
 * @param artifacts files made or changed under {@code /work}
 * @param artifactsTruncated whether some were left out because of their number or size
 * @param isolation what stood around this very job
 * @param network what it did with the hosts it was allowed; empty when it was allowed none
 * @param space the memory of its contents; close the report when they are used no more
 */
public record Report(
        Outcome outcome,
        int returnCode,
        Output stdout,
        Output stderr,
        Duration duration,
        Duration cpu,
        long peakMemory,
        List<Artifact> artifacts,
        boolean artifactsTruncated,
        Isolation isolation,
        Optional<NetworkUse> network,
        Space space)
        implements AutoCloseable {
    /** Copies the list. */
    public Report {
        artifacts = List.copyOf(artifacts);
    }

    /** Lets others have the memory of its contents. */
    @Override
    public void close() {
        space.close();
    }
}
