package io.ultimatemcp.ledger.retention;

/**
 * What was forgotten.
 *
 * @param runs how many runs
 * @param bytes of content that nothing referred to any more
 * @param files how many files that nothing refers to, of earlier runs mostly
 * @param outbox how many entries of the outbox whose runs are gone and that everyone has seen
 * @param tasks how many tasks whose time was over
 */
public record RetentionReport(int runs, long bytes, int files, int outbox, int tasks) {}
