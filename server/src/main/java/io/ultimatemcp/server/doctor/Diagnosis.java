package io.ultimatemcp.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} found.
 *
 * @param works whether the main job, running a program, works
 */
public record Diagnosis(boolean works, List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** How good it is. */
    public enum Grade {
        OK,
        WARNING,
        FAILED
    }

    /**
     * One thing that was looked at.
     *
     * @param detail what was seen
     * @param fix what to do about it, null when nothing has to be done
     */
    public record Finding(String name, Grade grade, String detail, @Nullable String fix) {}
}
