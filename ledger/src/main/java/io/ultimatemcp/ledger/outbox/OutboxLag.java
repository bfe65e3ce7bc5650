package io.ultimatemcp.ledger.outbox;

import java.time.Duration;

/**
 * How far a consumer is behind.
 *
 * @param entries how many it has not acknowledged
 * @param age of the oldest of these; zero when there are none
 */
public record OutboxLag(long entries, Duration age) {}
