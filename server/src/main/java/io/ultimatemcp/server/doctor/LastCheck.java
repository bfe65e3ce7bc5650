package io.ultimatemcp.server.doctor;

import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.sandbox.SelfCheck;
import io.ultimatemcp.server.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What came of the last time that the sandbox was attacked, kept as a file of the data directory: a
 * running server and a command beside it may both write it, each whole.
 *
 * @param at when, ISO 8601
 * @param passed whether every attack was held
 * @param held how many were
 * @param of how many there were; 0 when no program can be run
 * @param durationSeconds of all of them
 * @param notHeld names of those that were not, with what was seen
 * @param refused why no program can be run, null when some can
 * @param circumstances what it is true of
 */
public record LastCheck(
        String at,
        boolean passed,
        int held,
        int of,
        double durationSeconds,
        List<String> notHeld,
        @Nullable String refused,
        Circumstances circumstances) {
    private static final String FILE = "self-check.json";
    private static final int LONGEST = 1 << 18;

    public LastCheck {
        notHeld = List.copyOf(notHeld);
    }

    static LastCheck of(SelfCheck check, String at, Circumstances circumstances) {
        var notHeld =
                check.probes().stream()
                        .filter(probe -> !probe.held())
                        .map(probe -> probe.name() + ": " + probe.detail())
                        .toList();
        return new LastCheck(
                at,
                check.passed(),
                check.probes().size() - notHeld.size(),
                check.probes().size(),
                check.duration().toMillis() / 1e3,
                notHeld,
                check.readiness() instanceof Readiness.Refusing(String reason, _) ? reason : null,
                circumstances);
    }

    /** The stored one; empty when none was made, or what is there cannot be read. */
    static Optional<LastCheck> read(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return Files.size(file) > LONGEST
                    ? Optional.empty()
                    : Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), LastCheck.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Stores it in the place of the one before. */
    void store(Path directory) throws IOException {
        Path fresh = Files.createTempFile(directory, ".self-check", null);
        try {
            Files.write(fresh, Json.MAPPER.writeValueAsBytes(this));
            Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
