package io.ultimatemcp.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of attacking our own sandbox.
 *
 * @param readiness whether jobs are run at all
 * @param conditions what of the kernel it is made of, each tried
 * @param probes one line for each attack; empty when jobs are refused
 * @param duration of all of them
 */
public record SelfCheck(
        Readiness readiness, List<Condition> conditions, List<Probe> probes, Duration duration) {
    /** Copies the lists. */
    public SelfCheck {
        conditions = List.copyOf(conditions);
        probes = List.copyOf(probes);
    }

    /** Whether jobs are run and every attack was held. */
    public boolean passed() {
        return readiness instanceof Readiness.Ready && probes.stream().allMatch(Probe::held);
    }

    /**
     * One thing that the kernel has to allow.
     *
     * @param name as in {@code user namespaces}
     * @param met whether it does
     * @param detail what was seen
     * @param fix what would help; empty when it is met
     */
    public record Condition(String name, boolean met, String detail, Optional<String> fix) {}

    /**
     * One attack.
     *
     * @param name what was tried, as in {@code reads host files}
     * @param held whether the sandbox held
     * @param detail what was seen
     */
    public record Probe(String name, boolean held, String detail) {}
}
