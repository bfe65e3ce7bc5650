package io.ultimatemcp.server.project;

import io.ultimatemcp.graph.projection.CodeVersion;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.run.Run;
import java.util.List;
import java.util.Optional;

/** Reads the code that a run worked on. One thread only. */
final class CodeReader {
    Code of(Run run) {
        Sha256 sha256 = run.code();
        String language = run.language();
        if (sha256 == null || language == null) {
            return Code.NONE;
        }
        return new Code(Optional.of(new CodeVersion(sha256.hex(), language, List.of(), List.of())));
    }
}
