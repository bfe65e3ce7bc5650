package io.ultimatemcp.graph.projection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A test case that a run ran; {@code exercised} holds keys of symbols it is known to have reached.
 */
public record TestCaseNode(
        String name,
        Optional<String> file,
        int line,
        String outcome,
        Duration duration,
        List<String> exercised) {
    /** Copies the list. */
    public TestCaseNode {
        exercised = List.copyOf(exercised);
    }
}
