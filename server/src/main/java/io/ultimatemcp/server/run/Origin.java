package io.ultimatemcp.server.run;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.tool.Progress;

/**
 * Where a call comes from and who waits for it.
 *
 * @param requestId joins the run with logs and answers
 * @param cancel fires when nobody waits any more
 */
public record Origin(
        Caller caller, Door door, String requestId, Cancel cancel, Progress progress) {}
