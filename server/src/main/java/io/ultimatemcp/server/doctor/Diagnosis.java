package io.ultimatemcp.server.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} found.
 *
 * @param works whether the main job, running a program, works
 * @param selfCheck what came of attacking the sandbox, as it was stored
 * @param findings one thing each
 */
public record Diagnosis(boolean works, @Nullable LastCheck selfCheck, List<Finding> findings) {
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
    public record Finding(String name, Grade grade, String detail, @Nullable String fix) {
        static Finding ok(String name, String detail) {
            return new Finding(name, Grade.OK, detail, null);
        }

        static Finding warning(String name, String detail, @Nullable String fix) {
            return new Finding(name, Grade.WARNING, detail, fix);
        }

        static Finding failed(String name, String detail, @Nullable String fix) {
            return new Finding(name, Grade.FAILED, detail, fix);
        }
    }
}
