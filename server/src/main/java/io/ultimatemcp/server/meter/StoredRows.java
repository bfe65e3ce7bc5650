package io.ultimatemcp.server.meter;

import io.ultimatemcp.ledger.backup.BackupFile;
import io.ultimatemcp.ledger.blob.BlobCount;
import io.ultimatemcp.ledger.task.TaskStatus;
import io.ultimatemcp.server.project.ProjectionLag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is stored, as metrics. */
final class StoredRows {
    private StoredRows() {}

    static void projection(ProjectionLag lag, Sheet sheet) {
        sheet.gauge(
                "projection_pending",
                "Entries of the outbox that the graph has not taken in.",
                lag.pending());
        sheet.gauge(
                "projection_oldest_age_seconds",
                "Age of the oldest of them; 0 when there are none.",
                seconds(lag.oldest()));
        if (lag.measured() > 0) {
            sheet.quantiles(
                    "projection_delay_seconds",
                    "How long the last 512 runs took to the graph while the engine was awake.",
                    new TreeMap<>(Map.of(0.5, seconds(lag.p50()), 0.95, seconds(lag.p95()))),
                    lag.measured());
        }
        sheet.counter("projection_entries", "Entries carried to the graph.", lag.projected());
        sheet.counter(
                "projection_skipped", "Runs that the graph could not take in.", lag.skipped());
    }

    static void contents(BlobCount count, Sheet sheet) {
        sheet.gauge("ledger_contents", "Contents, each counted once.", count.contents());
        sheet.gauge("ledger_contents_bytes", "How large the contents are.", count.bytes());
    }

    static void tasks(Map<TaskStatus, Long> counts, Sheet sheet) {
        sheet.gauges(
                "tasks",
                "Tasks that are kept, by status.",
                rows ->
                        counts.forEach((status, count) ->
                                rows.add(count, "status", status.name().toLowerCase(Locale.ROOT))));
    }

    /** The newest comes first. */
    static void backups(List<BackupFile> files, Sheet sheet) {
        sheet.gauge("backups", "Backups that are kept.", files.size());
        if (!files.isEmpty()) {
            BackupFile newest = files.getFirst();
            sheet.gauge(
                    "backup_last_success_timestamp_seconds",
                    "When the newest backup was made.",
                    seconds(Duration.between(Instant.EPOCH, newest.createdAt())));
            sheet.gauge("backup_last_size_bytes", "How large the newest backup is.", newest.size());
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
