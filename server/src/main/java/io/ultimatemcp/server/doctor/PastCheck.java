package io.ultimatemcp.server.doctor;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ultimatemcp.sandbox.Readiness;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A stored self-check as it is read later.
 *
 * @param stale whether it no longer tells of this machine
 * @param staleBecause what has changed since, in words
 */
public record PastCheck(@JsonUnwrapped LastCheck check, boolean stale, List<String> staleBecause) {
    public PastCheck {
        staleBecause = List.copyOf(staleBecause);
    }

    /**
     * The one stored in {@code directory}, seen from now.
     *
     * @param version of the platform
     * @param readiness of the sandbox
     */
    public static Optional<PastCheck> read(Path directory, String version, Readiness readiness) {
        return LastCheck.read(directory)
                .map(check -> {
                    var changed =
                            Circumstances.now(version, readiness)
                                    .changedSince(check.circumstances());
                    return new PastCheck(check, !changed.isEmpty(), changed);
                });
    }

    /** Whether it passed and still tells of this machine. */
    public boolean holds() {
        return check.passed() && !stale;
    }
}
