package io.ultimatemcp.ledger.outbox;

import java.time.Instant;

/**
 * One thing that happened to the ledger.
 *
 * @param seq greater than that of everything committed before; numbers may be left out
 * @param kind what happened
 * @param subject the run it happened to
 * @param at when
 */
public record OutboxEntry(long seq, OutboxKind kind, String subject, Instant at) {}
