package io.ultimatemcp.ledger.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept; what is absent sets no bound.
 *
 * @param age runs that started longer ago are forgotten
 * @param runs no more runs than this are kept
 * @param bytes the contents of all runs together have no more bytes than this
 */
public record RetentionPolicy(@Nullable Duration age, @Nullable Long runs, @Nullable Long bytes) {
    /** Refuses negative bounds. */
    public RetentionPolicy {
        if ((age != null && age.isNegative())
                || (runs != null && runs < 0)
                || (bytes != null && bytes < 0)) {
            throw new IllegalArgumentException("bounds of retention must not be negative");
        }
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
