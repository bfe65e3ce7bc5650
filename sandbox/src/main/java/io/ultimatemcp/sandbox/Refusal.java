package io.ultimatemcp.sandbox;

import java.time.Duration;

/** Why a job was not started. Nothing of it has run. */
public sealed interface Refusal extends Start, Hold {

    /**
     * The job itself cannot be run as it is.
     *
     * @param field the part at fault, as in {@code files[2].path} or {@code limits.memory}
     * @param detail one sentence that names the value and the limit
     */
    record Invalid(String field, String detail) implements Refusal {}

    /**
     * This machine cannot run it safely, so it is not run at all.
     *
     * @param reason one sentence
     * @param fix one sentence or command that removes the reason
     */
    record Unavailable(String reason, String fix) implements Refusal {}

    /**
     * All places are taken.
     *
     * @param retryAfter when a place is likely to be free
     */
    record Busy(Duration retryAfter) implements Refusal {}
}
