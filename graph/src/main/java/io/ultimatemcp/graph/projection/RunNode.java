package io.ultimatemcp.graph.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The run itself.
 *
 * @param id unique among runs
 * @param facts more properties, like {@code return_code}: text, booleans, numbers, or lists of one
 *     of these
 */
public record RunNode(
        String id,
        Kind kind,
        String tool,
        Optional<String> language,
        String outcome,
        Instant startedAt,
        Duration duration,
        Map<String, Object> facts) {
    /** Copies the facts. */
    public RunNode {
        facts = Map.copyOf(facts);
    }

    /** What kind of run it is; each but {@link #OTHER} has a second label. */
    public enum Kind {
        LINT("LintResult"),
        EXECUTION("ExecutionResult"),
        TEST("TestResult"),
        GENERATION("GeneratedCode"),
        OTHER("");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The second label; empty for none. */
        public String label() {
            return label;
        }
    }
}
