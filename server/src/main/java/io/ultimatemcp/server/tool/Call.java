package io.ultimatemcp.server.tool;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;

/**
 * What a tool may know of the call it serves.
 *
 * @param id of the run that this call becomes in the ledger
 * @param cancel fires when nobody waits for the answer any more
 * @param progress where the tool says how far it is
 */
public record Call(String id, Caller caller, Cancel cancel, Progress progress) {}
