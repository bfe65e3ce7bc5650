package io.ultimatemcp.server.run;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.tool.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from and who waits for it.
 *
 * @param requestId joins the run with logs and answers, null where the door has none
 * @param runId the id the run shall have, null for a fresh one
 * @param cancel fires when nobody waits any more
 */
public record Origin(
        Caller caller,
        Door door,
        @Nullable String requestId,
        @Nullable String runId,
        Cancel cancel,
        Progress progress) {}
