package io.ultimatemcp.ledger.backup;

import java.util.List;

/**
 * What a restore brought back.
 *
 * @param rows of all tables
 * @param files contents that are files
 * @param extras names of foreign sections that were handed on
 */
public record Restored(long rows, int files, List<String> extras) {
    /** Copies the names. */
    public Restored {
        extras = List.copyOf(extras);
    }
}
