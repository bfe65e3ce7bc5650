package io.ultimatemcp.server.meter;

import io.ultimatemcp.ledger.retention.RetentionReport;
import io.ultimatemcp.server.backup.BackupListener;
import io.ultimatemcp.server.retention.RetentionListener;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is done for what is stored: backups, and what is forgotten. */
final class UpkeepMeter implements BackupListener, RetentionListener {
    private final LongAdder backups = new LongAdder();
    private final LongAdder failedBackups = new LongAdder();
    private final LongAdder passes = new LongAdder();
    private final LongAdder failedPasses = new LongAdder();
    private final LongAdder runs = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    @Override
    public void ended(boolean made) {
        (made ? backups : failedBackups).increment();
    }

    @Override
    public void applied(RetentionReport report) {
        passes.increment();
        runs.add(report.runs());
        bytes.add(report.bytes());
    }

    @Override
    public void failed() {
        failedPasses.increment();
    }

    void writeTo(Sheet sheet) {
        sheet.counters(
                "backups_ended",
                "Backups that were made, and those that failed.",
                rows -> {
                    rows.add(backups.sum(), "outcome", "made");
                    rows.add(failedBackups.sum(), "outcome", "failed");
                });
        sheet.counters(
                "retention_passes",
                "How often the bounds of what is kept were applied, or could not be.",
                rows -> {
                    rows.add(passes.sum(), "outcome", "done");
                    rows.add(failedPasses.sum(), "outcome", "failed");
                });
        sheet.counter("retention_runs", "Runs that were forgotten by the bounds.", runs.sum());
        sheet.counter(
                "retention_bytes", "Bytes of content that went with those runs.", bytes.sum());
    }
}
