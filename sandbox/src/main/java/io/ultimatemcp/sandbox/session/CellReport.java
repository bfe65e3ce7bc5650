package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Report;
import java.util.List;
import java.util.Optional;

/**
 * A cell that was run.
 *
 * @param report how it ended; its artifacts are what it made or changed, its peak memory that of
 *     the session so far
 * @param session as it was afterwards
 * @param before why the last session of that name ended, when this is the first cell of a new one
 * @param evicted names of the owner's sessions that ended to make room for this one
 * @param strayBytes output that came between the last cell and this one, and was dropped
 */
public record CellReport(
        Report report,
        SessionState session,
        Optional<Ending> before,
        List<String> evicted,
        long strayBytes)
        implements CellEnd {
    /** Copies the list. */
    public CellReport {
        evicted = List.copyOf(evicted);
    }
}
