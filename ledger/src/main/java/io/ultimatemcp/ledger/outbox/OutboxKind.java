package io.ultimatemcp.ledger.outbox;

/** What an outbox entry tells of. */
public enum OutboxKind {
    /** A run was recorded; it may have been deleted since. */
    RUN_RECORDED,
    /** A run was deleted. */
    RUN_DELETED
}
