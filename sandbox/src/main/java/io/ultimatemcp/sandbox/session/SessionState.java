package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as its owner may see it.
 *
 * @param created when its interpreter was wished for
 * @param expires when it ends if it is not used before
 * @param idle how long it may lie unused
 * @param cells that were run in it, this one included
 * @param running whether a cell runs in it now
 * @param companions processes in it beside the interpreter, which may write into later cells
 * @param ended why it ended; empty while it lives
 */
public record SessionState(
        String name,
        Language language,
        Instant created,
        Instant expires,
        Duration idle,
        long cells,
        boolean running,
        int companions,
        Optional<Ending> ended) {}
