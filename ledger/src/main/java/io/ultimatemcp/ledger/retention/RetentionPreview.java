package io.ultimatemcp.ledger.retention;

import io.ultimatemcp.ledger.run.RunDisposal;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Walks the runs as the retention would, the oldest first, and counts instead of deleting. A
 * content goes with the last run that refers to it.
 */
public final class RetentionPreview {
    private static final int FETCH = 500;

    private static final String WALK =
            """
            SELECT runs.started_us, COALESCE(freed.bytes, 0) AS bytes FROM runs
            LEFT JOIN (
              SELECT last, SUM(size) AS bytes FROM (
                SELECT MAX(runs.id) AS last, blobs.size FROM blobs
                JOIN run_blobs ON run_blobs.sha256 = blobs.sha256
                JOIN runs ON runs.id = run_blobs.run_id
                GROUP BY blobs.sha256, blobs.size) AS owned
              GROUP BY last) AS freed ON freed.last = runs.id
            WHERE runs.started_us + runs.duration_us < :ended
            ORDER BY runs.started_us, runs.id\
            """;

    private final Database database;

    /**
     * Opens the preview.
     *
     * @param database holds the runs
     */
    public RetentionPreview(Database database) {
        this.database = database;
    }

    /** What would go: by age, then by number, then by bytes. */
    RunDisposal.Deleted of(
            RetentionPolicy policy, Instant now, Instant ended, long runs, long bytes) {
        long oldest = policy.age() == null ? Long.MIN_VALUE : Micros.of(now.minus(policy.age()));
        long mostRuns = policy.runs() == null ? Long.MAX_VALUE : policy.runs();
        long mostBytes = policy.bytes() == null ? Long.MAX_VALUE : policy.bytes();
        return database.snapshot(handle ->
                handle.createQuery(WALK)
                        .bind("ended", Micros.of(ended))
                        .setFetchSize(FETCH)
                        .scanResultSet((rows, _) ->
                                walk(rows.get(), oldest, runs - mostRuns, bytes - mostBytes)));
    }

    private static RunDisposal.Deleted walk(
            ResultSet rows, long oldest, long excessRuns, long excessBytes) throws SQLException {
        int runs = 0;
        long bytes = 0;
        while (rows.next()
                && (rows.getLong("started_us") < oldest
                        || runs < excessRuns
                        || bytes < excessBytes)) {
            runs++;
            bytes += rows.getLong("bytes");
        }
        return new RunDisposal.Deleted(runs, bytes);
    }
}
