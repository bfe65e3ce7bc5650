package io.ultimatemcp.server.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool gives back: the result for the caller and what the ledger shall keep of it.
 *
 * @param result for the caller
 * @param outcome how it ended, in a word the tool's result also holds
 * @param language of the code, null when there is none
 * @param code the source text that was worked on, null when there is none
 * @param isolation in force while it ran, null when nothing ran
 * @param provenance toolchain and limits in force, null when there is nothing to say
 * @param files contents to keep beside the run, such as artifacts
 */
@SuppressWarnings("ArrayRecordComponent") // shared read-only
public record Answer<R extends Record>(
        R result,
        String outcome,
        @Nullable String language,
        byte @Nullable [] code,
        @Nullable ObjectNode isolation,
        @Nullable ObjectNode provenance,
        List<KeptFile> files) {
    public Answer {
        files = List.copyOf(files);
    }

    /** An answer without provenance of its own. */
    public Answer(
            R result,
            String outcome,
            @Nullable String language,
            byte @Nullable [] code,
            @Nullable ObjectNode isolation,
            List<KeptFile> files) {
        this(result, outcome, language, code, isolation, null, files);
    }
}
