package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.blob.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a list shows; what is absent does not restrict it.
 *
 * @param tool exactly this tool
 * @param principal exactly this principal
 * @param outcome exactly this outcome
 * @param language exactly this language
 * @param since started at or after
 * @param until started before
 * @param code the digest of the source code
 */
public record RunFilter(
        @Nullable String tool,
        @Nullable String principal,
        @Nullable String outcome,
        @Nullable String language,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Sha256 code) {
    private static final RunFilter ALL = new RunFilter(null, null, null, null, null, null, null);

    /**
     * No restriction.
     *
     * @return the filter that lets every run through
     */
    public static RunFilter all() {
        return ALL;
    }

    /**
     * Restricts {@link #tool} as well.
     *
     * @param value absent lifts the restriction
     * @return a new filter
     */
    public RunFilter tool(@Nullable String value) {
        return new RunFilter(value, principal, outcome, language, since, until, code);
    }

    /**
     * Restricts {@link #principal} as well.
     *
     * @param value absent lifts the restriction
     * @return a new filter
     */
    public RunFilter principal(@Nullable String value) {
        return new RunFilter(tool, value, outcome, language, since, until, code);
    }

    /**
     * Restricts {@link #outcome} as well.
     *
     * @param value absent lifts the restriction
     * @return a new filter
     */
    public RunFilter outcome(@Nullable String value) {
        return new RunFilter(tool, principal, value, language, since, until, code);
    }

    /**
     * Restricts {@link #language} as well.
     *
     * @param value absent lifts the restriction
     * @return a new filter
     */
    public RunFilter language(@Nullable String value) {
        return new RunFilter(tool, principal, outcome, value, since, until, code);
    }

    /**
     * Restricts {@link #since} as well.
     *
     * @param value absent lifts the restriction
     * @return a new filter
     */
    public RunFilter since(@Nullable Instant value) {
        return new RunFilter(tool, principal, outcome, language, value, until, code);
    }

    /**
     * Restricts {@link #until} as well.
     *
     * @param value absent lifts the restriction
     * @return a new filter
     */
    public RunFilter until(@Nullable Instant value) {
        return new RunFilter(tool, principal, outcome, language, since, value, code);
    }

    /**
     * Restricts {@link #code} as well.
     *
     * @param value absent lifts the restriction
     * @return a new filter
     */
    public RunFilter code(@Nullable Sha256 value) {
        return new RunFilter(tool, principal, outcome, language, since, until, value);
    }
}
