package io.ultimatemcp.server.retention;

import io.ultimatemcp.ledger.retention.RetentionReport;
import java.time.Duration;
import java.time.Instant;

/**
 * One application of the bounds.
 *
 * @param at when it began
 * @param took how long
 * @param actor who wanted it
 * @param report what is gone
 */
public record Forgetting(Instant at, Duration took, String actor, RetentionReport report) {}
