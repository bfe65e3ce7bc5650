package io.ultimatemcp.ledger.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept; what is absent sets no bound.
 *
 * @param age runs that started longer ago are forgotten
 * @param runs no more runs than this are kept
 * @param bytes the contents of all runs together have no more bytes than this
 * @param grace a run that ended less long ago is kept whatever the bounds say: somebody may still
 *     be about to ask for it
 */
public record RetentionPolicy(
        @Nullable Duration age, @Nullable Long runs, @Nullable Long bytes, Duration grace) {
    /** Refuses negative bounds. */
    public RetentionPolicy {
        if (grace.isNegative()
                || (age != null && age.isNegative())
                || (runs != null && runs < 0)
                || (bytes != null && bytes < 0)) {
            throw new IllegalArgumentException("bounds of retention must not be negative");
        }
    }

    /**
     * Bounds without a grace.
     *
     * @param age runs that started longer ago are forgotten
     * @param runs no more runs than this are kept
     * @param bytes the contents of all runs together have no more bytes than this
     */
    public RetentionPolicy(@Nullable Duration age, @Nullable Long runs, @Nullable Long bytes) {
        this(age, runs, bytes, Duration.ZERO);
    }

    /**
     * No bound.
     *
     * @return the policy that forgets nothing
     */
    public static RetentionPolicy keepAll() {
        return new RetentionPolicy(null, null, null);
    }
}
