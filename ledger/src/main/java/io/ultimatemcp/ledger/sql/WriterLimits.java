package io.ultimatemcp.ledger.sql;

import java.time.Duration;

/**
 * Bounds of the one writer.
 *
 * @param waiting how many changes may wait to be written
 * @param waitingBytes how large all waiting changes may be together
 * @param batch how many changes one commit may cover; 1 turns group commit off
 * @param batchBytes how large the changes of one commit may be together
 * @param patience how long a change may wait for a place in the queue, and for the lock of another
 *     process
 */
public record WriterLimits(
        int waiting, long waitingBytes, int batch, long batchBytes, Duration patience) {
    /** Refuses bounds that would let nothing through. */
    public WriterLimits {
        if (waiting < 1 || waitingBytes < 1 || batch < 1 || batchBytes < 1) {
            throw new IllegalArgumentException("the writer's limits must be at least 1");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be positive");
        }
    }

    /**
     * What fits one machine.
     *
     * @return 4 096 changes or 64 MiB waiting, 256 changes or 8 MiB a commit, 5 seconds
     */
    public static WriterLimits ordinary() {
        return new WriterLimits(4096, 64L << 20, 256, 8L << 20, Duration.ofSeconds(5));
    }
}
