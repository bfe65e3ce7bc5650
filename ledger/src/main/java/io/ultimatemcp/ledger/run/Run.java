package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.blob.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finished call of a tool, with everything needed to explain and to repeat it. Made with {@link
 * RunBuilder}.
 *
 * @param id UUIDv7 in text form (RFC 9562), from {@link RunIds}
 * @param tool the tool's name
 * @param principal who asked
 * @param door how the call came in: {@code mcp}, {@code rest}, {@code cli}, {@code stdio} …
 * @param startedAt kept to the microsecond
 * @param duration kept to the microsecond
 * @param outcome how it ended, in the tool's words
 * @param errorCode the stable code of the error, when it ended in one
 * @param language of the code, when there is code
 * @param arguments names the blob with the canonical JSON of the arguments
 * @param code names the blob with the source code, when there is code
 * @param requestId the request that carried the call
 * @param sessionId the session the call belonged to
 * @param replays the run that this one repeats
 * @param isolation JSON: how the code was confined
 * @param provenance JSON: toolchain and limits in force
 * @param result JSON: the answer that was given
 * @param artifacts at most {@value #MOST_ARTIFACTS}
 */
public record Run(
        String id,
        String tool,
        String principal,
        String door,
        Instant startedAt,
        Duration duration,
        String outcome,
        @Nullable String errorCode,
        @Nullable String language,
        Sha256 arguments,
        @Nullable Sha256 code,
        @Nullable String requestId,
        @Nullable String sessionId,
        @Nullable String replays,
        @Nullable String isolation,
        String provenance,
        String result,
        List<Artifact> artifacts) {
    /** How many artifacts one run may have. */
    public static final int MOST_ARTIFACTS = 1000;

    private static final int LONGEST_JSON = 1 << 16;
    private static final int LONGEST_RESULT = 1 << 25;

    /** Refuses what cannot be stored, with {@link IllegalArgumentException} naming the field. */
    public Run {
        RunIds.check("id", id);
        if (replays != null) {
            RunIds.check("replays", replays);
        }
        Words.check("tool", tool, 128);
        Words.check("principal", principal, 255);
        Words.check("door", door, 32);
        Words.check("outcome", outcome, 64);
        Words.checkOptional("errorCode", errorCode, 128);
        Words.checkOptional("language", language, 64);
        Words.checkOptional("requestId", requestId, 255);
        Words.checkOptional("sessionId", sessionId, 255);
        Words.checkJson("isolation", isolation, LONGEST_JSON);
        Words.checkJson("provenance", provenance, LONGEST_JSON);
        Words.checkJson("result", result, LONGEST_RESULT);
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        duration = duration.truncatedTo(ChronoUnit.MICROS);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: " + duration);
        }
        artifacts = List.copyOf(artifacts);
        checkArtifacts(artifacts);
    }

    /**
     * Starts a run from what every run has.
     *
     * @param id from {@link RunIds}
     * @param tool the tool's name
     * @param principal who asked
     * @return a builder with the rest unset
     */
    public static RunBuilder builder(String id, String tool, String principal) {
        return new RunBuilder(id, tool, principal);
    }

    private static void checkArtifacts(List<Artifact> artifacts) {
        if (artifacts.size() > MOST_ARTIFACTS) {
            throw new IllegalArgumentException(
                    "artifacts must be at most " + MOST_ARTIFACTS + ", not " + artifacts.size());
        }
        var paths = new HashSet<String>();
        for (Artifact artifact : artifacts) {
            if (!paths.add(artifact.path())) {
                throw new IllegalArgumentException(
                        "artifacts name the path \"" + artifact.path() + "\" twice");
            }
        }
    }
}
