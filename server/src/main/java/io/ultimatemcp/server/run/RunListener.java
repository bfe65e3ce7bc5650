package io.ultimatemcp.server.run;

import io.ultimatemcp.server.problem.ErrorCode;
import java.time.Duration;

/** Hears what becomes of calls. Called on their threads; must be quick and must not throw. */
@FunctionalInterface
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = _ -> {};

    /** A run of this tool is stored, and about to be answered. */
    void stored(String tool);

    /**
     * A call is about to be answered.
     *
     * @param tool one of the toolbox
     * @param outcome as the tool says it
     * @param took with the storing
     */
    default void answered(String tool, Door door, String outcome, Duration took) {}

    /**
     * A call was refused.
     *
     * @param tool one of the toolbox
     * @param code why
     */
    default void refused(String tool, Door door, ErrorCode code, Duration took) {}
}
