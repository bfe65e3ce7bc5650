package io.ultimatemcp.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * The result of attacking our own sandbox.
 *
 * @param readiness whether jobs are run at all
 * @param probes one line for each attack; empty when jobs are refused
 * @param duration of all of them
 */
public record SelfCheck(Readiness readiness, List<Probe> probes, Duration duration) {
    /** Copies the list. */
    public SelfCheck {
        probes = List.copyOf(probes);
    }

    /** Whether jobs are run and every attack was held. */
    public boolean passed() {
        return readiness instanceof Readiness.Ready && probes.stream().allMatch(Probe::held);
    }

    /**
     * One attack.
     *
     * @param name what was tried, as in {@code reads host files}
     * @param held whether the sandbox held
     * @param detail what was seen
     */
    public record Probe(String name, boolean held, String detail) {}
}
