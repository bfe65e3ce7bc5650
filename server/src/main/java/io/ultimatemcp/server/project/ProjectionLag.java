package io.ultimatemcp.server.project;

import java.time.Duration;

/**
 * How far the graph is behind the ledger.
 *
 * @param pending runs stored or deleted that the graph does not know of yet
 * @param oldest how old the oldest of these is; zero when there are none
 * @param p95 of the last 512 runs, how long nineteen of twenty took at most while the engine was
 *     awake; zero before the first
 * @param skipped runs since the start that the graph could not take in
 */
public record ProjectionLag(long pending, Duration oldest, Duration p95, long skipped) {}
