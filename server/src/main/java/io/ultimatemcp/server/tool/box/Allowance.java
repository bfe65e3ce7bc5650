package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.settings.Settings;
import java.time.Duration;

/** What the operator lets one call ask for. */
public record Allowance(Settings.Sandbox settings) {

    /**
     * The standard limits with this time; throws {@link Refusal} (422) for {@code /timeout_seconds}
     * when it is more than the operator allows.
     */
    public Limits forSeconds(double timeoutSeconds) {
        var wall = Duration.ofMillis(Math.round(timeoutSeconds * 1_000));
        if (wall.compareTo(settings.maxTimeout()) > 0) {
            throw refusal(
                    "/timeout_seconds",
                    "the limit here is " + settings.maxTimeout().toSeconds() + " seconds");
        }
        return Limits.standard().withWall(wall);
    }

    /** Bytes of so many MiB; throws {@link Refusal} (422) for {@code /memory_mb} when too many. */
    public long memory(int megabytes) {
        long bytes = (long) megabytes << 20;
        if (bytes > settings.maxMemory().bytes()) {
            throw refusal(
                    "/memory_mb",
                    "the limit here is " + (settings.maxMemory().bytes() >> 20) + " MiB");
        }
        return bytes;
    }

    /** So many MiB in bytes, or what the operator allows when that is less. */
    public long memoryUpTo(int megabytes) {
        return Math.min((long) megabytes << 20, settings.maxMemory().bytes());
    }

    private static Refusal refusal(String pointer, String message) {
        return new Refusal(Problem.invalid(pointer, message));
    }
}
