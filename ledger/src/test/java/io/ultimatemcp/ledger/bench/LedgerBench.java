package io.ultimatemcp.ledger.bench;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.sql.Location;
import io.ultimatemcp.ledger.sql.WriterLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opening, one record at a time, and many at once with and without group commit: {@code LedgerBench
 * DIRECTORY [JDBC_URL USER]}.
 */
public final class LedgerBench {
    private static final int SINGLE = 1000;
    private static final int MANY = 20_000;

    private final LedgerSettings settings;

    private LedgerBench(LedgerSettings settings) {
        this.settings = settings;
    }

    /**
     * Measures and prints.
     *
     * @param arguments an empty directory, then for PostgreSQL a URL and a user without a password
     */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        var bench =
                new LedgerBench(
                        arguments.length == 1
                                ? LedgerSettings.inDirectory(directory)
                                : LedgerSettings.shared(
                                        new Location.Postgres(arguments[1], arguments[2], ""),
                                        directory));
        bench.open("first open, tables made");
        bench.open("second open, same process");
        bench.single();
        for (int callers : new int[] {1, 4, 16, 64, 256}) {
            bench.many("group commit", callers, WriterLimits.ordinary(), MANY);
        }
        var ordinary = WriterLimits.ordinary();
        var alone =
                new WriterLimits(
                        ordinary.waiting(),
                        ordinary.waitingBytes(),
                        1,
                        ordinary.batchBytes(),
                        ordinary.patience());
        for (int callers : new int[] {1, 16, 64}) {
            bench.many("one commit each", callers, alone, MANY / 10);
        }
    }

    private void open(String what) {
        long cpu = processCpu();
        long began = System.nanoTime();
        try (Ledger ledger = Ledger.open(settings)) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f ms, %.1f ms of CPU%n",
                    what,
                    millis(began),
                    (processCpu() - cpu) / 1e6);
            ledger.run(ledger.newRunId());
        }
    }

    private void single() {
        try (Ledger ledger = Ledger.open(settings)) {
            var nanos = new long[SINGLE];
            for (int i = -SINGLE; i < SINGLE; i++) {
                long began = System.nanoTime();
                record(ledger, i);
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - began;
                }
            }
            Arrays.sort(nanos);
            System.out.printf(
                    Locale.ROOT,
                    "one record() at a time: p50 %.2f ms, p99 %.2f ms%n",
                    nanos[SINGLE / 2] / 1e6,
                    nanos[SINGLE * 99 / 100] / 1e6);
        }
    }

    private void many(String what, int callers, WriterLimits limits, int total) {
        try (Ledger ledger = Ledger.open(settings.withWriterLimits(limits))) {
            var left = new AtomicInteger(total);
            long began = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < callers; i++) {
                    threads.execute(() -> {
                        for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                            record(ledger, n);
                        }
                    });
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d callers: %.0f runs a second%n",
                    what,
                    callers,
                    total / (millis(began) / 1000));
        }
    }

    private static void record(Ledger ledger, int n) {
        Blob arguments = Blob.of("{\"code\":\"print(" + n + ")\",\"language\":\"python\"}");
        Blob code = Blob.of("print(" + n + ")");
        Run run =
                Run.builder(ledger.newRunId(), "execute_code", "admin")
                        .startedAt(Instant.now())
                        .arguments(arguments.sha256())
                        .code(code.sha256())
                        .language("python")
                        .provenance("{\"python\":\"3.11\"}")
                        .result("{\"stdout\":\"" + n + "\",\"return_code\":0}")
                        .build();
        ledger.record(run, List.of(arguments, code));
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
