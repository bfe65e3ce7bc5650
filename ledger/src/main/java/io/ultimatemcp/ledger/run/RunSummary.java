package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.blob.Sha256;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as a list shows it: without its result and its artifacts. Components mean the same as in
 * {@link Run}.
 *
 * @param id UUIDv7
 * @param tool the tool's name
 * @param principal who asked
 * @param door how the call came in
 * @param startedAt to the microsecond
 * @param duration to the microsecond
 * @param outcome how it ended
 * @param errorCode the code of the error it ended in
 * @param language of the code
 * @param code names the blob with the source code
 * @param replays the run that this one repeats
 */
public record RunSummary(
        String id,
        String tool,
        String principal,
        String door,
        Instant startedAt,
        Duration duration,
        String outcome,
        @Nullable String errorCode,
        @Nullable String language,
        @Nullable Sha256 code,
        @Nullable String replays) {
    /**
     * The run as a list would show it.
     *
     * @param run the whole run
     * @return its summary
     */
    public static RunSummary of(Run run) {
        return new RunSummary(
                run.id(),
                run.tool(),
                run.principal(),
                run.door(),
                run.startedAt(),
                run.duration(),
                run.outcome(),
                run.errorCode(),
                run.language(),
                run.code(),
                run.replays());
    }
}
