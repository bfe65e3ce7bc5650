package io.ultimatemcp.server.meter;

import io.ultimatemcp.ledger.sql.DatabaseUse;
import io.ultimatemcp.ledger.sql.WriterListener;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts commits of the ledger. */
final class WriterMeter implements WriterListener {
    private final Spread durations = Spread.ofDurations();
    private final Spread sizes = Spread.ofSizes();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @Override
    public void committed(int changes, Duration took) {
        durations.record(took);
        sizes.record(changes);
    }

    @Override
    public void abandoned(int changes) {
        abandoned.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }

    void writeTo(Sheet sheet) {
        sheet.spreads(
                "ledger_commit_duration_seconds",
                "How long commits took, with their changes.",
                rows -> rows.add(durations));
        sheet.spreads(
                "ledger_commit_changes",
                "How many changes one commit covered.",
                rows -> rows.add(sizes));
        sheet.counter("ledger_commits_failed", "Commits that failed.", abandoned.sum());
        sheet.counter(
                "ledger_changes_refused",
                "Changes that found no place in the queue in time.",
                refused.sum());
    }

    static void write(DatabaseUse use, Sheet sheet) {
        var queue = use.queue();
        sheet.gauge("ledger_queue_changes", "Changes that wait for the writer.", queue.changes());
        sheet.gauge("ledger_queue_changes_limit", "Changes that may wait.", queue.mostChanges());
        sheet.gauge("ledger_queue_bytes", "How large the waiting changes are.", queue.bytes());
        sheet.gauge(
                "ledger_queue_limit_bytes",
                "How large the waiting changes may be.",
                queue.mostBytes());
        use.readers()
                .ifPresent(readers -> {
                    sheet.gauges(
                            "ledger_readers",
                            "Connections that read, by state.",
                            rows -> {
                                rows.add(readers.active(), "state", "active");
                                rows.add(readers.idle(), "state", "idle");
                            });
                    sheet.gauge(
                            "ledger_readers_waiting",
                            "Threads that wait for a connection to read.",
                            readers.waiting());
                    sheet.gauge(
                            "ledger_readers_limit",
                            "Connections that may read at once.",
                            readers.most());
                });
    }
}
