package io.ultimatemcp.server.project;

import java.time.Duration;

/**
 * How far the graph is behind the ledger.
 *
 * @param pending runs stored or deleted that the graph does not know of yet
 * @param oldest how old the oldest of these is; zero when there are none
 * @param p50 of the last 512 runs, how long half of them took at most while the engine was awake;
 *     zero before the first
 * @param p95 the same of nineteen of twenty
 * @param measured how many delays were measured since the start
 * @param projected entries carried to the graph since the start
 * @param skipped runs since the start that the graph could not take in
 */
public record ProjectionLag(
        long pending,
        Duration oldest,
        Duration p50,
        Duration p95,
        long measured,
        long projected,
        long skipped) {}
