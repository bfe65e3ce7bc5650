package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What one caller may ask of the sandbox.
 *
 * @param role whose limits these are
 * @param timeout longest run
 * @param memory bytes of one run
 * @param concurrent programs at the same time
 */
public record Share(Role role, Duration timeout, long memory, int concurrent) {

    /** The standard limits with this time, or with the longest of the role when that is less. */
    public Limits forSeconds(double timeoutSeconds) {
        var wall = Duration.ofMillis(Math.round(timeoutSeconds * 1_000));
        return Limits.standard().withWall(wall.compareTo(timeout) < 0 ? wall : timeout);
    }

    /** Bytes of so many MiB; throws {@link Refusal} (422) for {@code /memory_mb} when too many. */
    public long memory(int megabytes) {
        long bytes = (long) megabytes << 20;
        if (bytes > memory) {
            throw new Refusal(
                    Problem.invalid(
                            "/memory_mb",
                            "%d MiB, the limit of the role %s is %d MiB"
                                    .formatted(megabytes, roleName(), memory >> 20)));
        }
        return bytes;
    }

    /** So many MiB in bytes, or what the role may have when that is less. */
    public long memoryUpTo(int megabytes) {
        return Math.min((long) megabytes << 20, memory);
    }

    /**
     * The hosts that a call wants to reach; throws {@link Refusal} (403) when its role may none.
     */
    public List<String> hosts(List<String> wanted) {
        if (!wanted.isEmpty() && role.compareTo(Role.DEVELOPER) < 0) {
            throw new Refusal(
                    Problem.of(
                            ErrorCode.PERMISSION_DENIED,
                            "allow_hosts needs the rights of a developer, which the caller lacks"));
        }
        return wanted;
    }

    String roleName() {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
