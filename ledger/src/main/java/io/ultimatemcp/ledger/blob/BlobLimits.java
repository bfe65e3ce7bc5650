package io.ultimatemcp.ledger.blob;

import java.time.Duration;

/**
 * Where contents go and how large they may be.
 *
 * @param inline contents up to this many bytes are rows of the database, larger ones files
 * @param largest no content may have more bytes
 * @param orphanAge a file that nothing refers to is swept when it is at least this old; longer than
 *     any call may take between staging a content and recording the run that refers to it
 */
public record BlobLimits(long inline, long largest, Duration orphanAge) {
    /** Refuses bounds that contradict each other. */
    public BlobLimits {
        if (inline < 0 || largest < 1 || largest > 1L << 30) {
            throw new IllegalArgumentException(
                    "inline must be at least 0 and largest between 1 byte and 1 GiB");
        }
        if (orphanAge.isNegative()) {
            throw new IllegalArgumentException("orphanAge must not be negative");
        }
    }

    /**
     * What fits a database on the same machine.
     *
     * @return 64 KiB in rows, 256 MiB at most, one hour
     */
    public static BlobLimits ordinary() {
        return new BlobLimits(64L << 10, 256L << 20, Duration.ofHours(1));
    }

    /**
     * What fits nodes that share a database and no disk.
     *
     * @return everything in rows, 64 MiB at most, one hour
     */
    public static BlobLimits rowsOnly() {
        return new BlobLimits(64L << 20, 64L << 20, Duration.ofHours(1));
    }
}
