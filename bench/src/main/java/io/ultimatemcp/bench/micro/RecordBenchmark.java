package io.ultimatemcp.bench.micro;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.sql.WriterLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Storing a run durably in SQLite, alone and with others at the same time, whose changes share a
 * commit or, with one change a commit, do not. The time includes the disk flush, so it is the
 * disk's figure as much as ours: compare them with each other, and give the directory with {@code
 * -Djava.io.tmpdir}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecordBenchmark {
    private static final String RESULT =
            """
            {"outcome":"exited","return_code":0,"stdout":"1\\n","stderr":"","duration_seconds":0.012}\
            """;

    /** The most changes of one commit: the ordinary number, and 1, which is no group commit. */
    @Param({"256", "1"})
    public int changesPerCommit;

    private final Path directory = freshDirectory();
    private @Nullable Ledger ledger;
    private final AtomicLong count = new AtomicLong();

    @Benchmark
    @Threads(1)
    public String alone() {
        return store();
    }

    @Benchmark
    @Threads(16)
    public String sixteenTogether() {
        return store();
    }

    @Benchmark
    @Threads(64)
    public String sixtyFourTogether() {
        return store();
    }

    @Setup
    public void open() {
        var usual = WriterLimits.ordinary();
        var limits =
                new WriterLimits(
                        usual.waiting(),
                        usual.waitingBytes(),
                        changesPerCommit,
                        usual.batchBytes(),
                        usual.patience());
        ledger = Ledger.open(LedgerSettings.inDirectory(directory).withWriterLimits(limits));
    }

    @TearDown
    public void close() throws IOException {
        opened().close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Ledger opened() {
        return Objects.requireNonNull(ledger);
    }

    private String store() {
        Ledger ledger = opened();
        String id = ledger.newRunId();
        Blob code = Blob.of("print(" + count.getAndIncrement() + ")");
        Blob arguments = Blob.of("{\"code\":\"print(" + count.get() + ")\"}");
        ledger.record(
                Run.builder(id, "execute_code", "bench")
                        .door("rest")
                        .startedAt(Instant.now())
                        .duration(Duration.ofMillis(12))
                        .outcome("exited")
                        .language("python")
                        .arguments(arguments.sha256())
                        .code(code.sha256())
                        .result(RESULT)
                        .artifacts(List.of())
                        .build(),
                List.of(code, arguments));
        return id;
    }

    private static Path freshDirectory() {
        try {
            return Files.createTempDirectory("ultimate-mcp-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
