package io.ultimatemcp.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.Samples;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.fault.UnknownBlob;
import io.ultimatemcp.ledger.retention.RetentionPolicy;
import io.ultimatemcp.ledger.retention.RetentionReport;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.ledger.run.RunSummary;
import io.ultimatemcp.ledger.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forgetting. */
public abstract class RetentionContract extends OpenLedger {
    private static final int RUNS = 60;
    private static final int SIZE = 1000;

    private final List<Run> runs = new ArrayList<>();
    private final Instant now = START.plusSeconds(RUNS);

    @BeforeEach
    void recordRuns() {
        ledger.close();
        ledger = Ledger.open(settings(directory).withTime(() -> now));
        var samples = new Samples(1);
        for (int i = 0; i < RUNS; i++) {
            Blob blob = samples.blob(SIZE);
            Run run = simple(blob, START.plusSeconds(i));
            ledger.record(run, List.of(blob));
            runs.add(run);
        }
    }

    @Test
    void nothingIsForgottenWithoutABound() {
        assertThat(ledger.retention().apply(RetentionPolicy.keepAll()))
                .isEqualTo(new RetentionReport(0, 0, 0, 0, 0));
        assertKept(RUNS);
    }

    @Test
    void oldRunsAreForgotten() {
        RetentionReport report =
                ledger.retention().apply(new RetentionPolicy(Duration.ofSeconds(20), null, null));
        assertThat(report.runs()).isEqualTo(RUNS - 20);
        assertThat(report.bytes()).isEqualTo((RUNS - 20L) * SIZE);
        assertKept(20);
    }

    @Test
    void runsBeyondANumberAreForgotten() {
        assertThat(ledger.retention().apply(new RetentionPolicy(null, 7L, null)).runs())
                .isEqualTo(RUNS - 7);
        assertKept(7);
    }

    @Test
    void contentsBeyondASizeAreForgottenOldestFirst() {
        long most = 20L * SIZE;
        RetentionReport report = ledger.retention().apply(new RetentionPolicy(null, null, most));
        assertThat(ledger.blobs().storedBytes()).isLessThanOrEqualTo(most).isPositive();
        assertKept(RUNS - report.runs());
    }

    @Test
    void noMoreGoesThanTheBytesAskFor() {
        long most = 50L * SIZE + 1;
        assertThat(ledger.retention().apply(new RetentionPolicy(null, null, most)).runs())
                .isEqualTo(10);
    }

    @Test
    void whatOthersDeleteMeanwhileCountsTowardTheBounds() {
        List<String> newest = runs.reversed().stream().map(Run::id).toList();
        var others = new ArrayDeque<>(newest.subList(0, 2));
        BooleanSupplier deletesAnother =
                () -> {
                    String id = others.poll();
                    return id == null || ledger.delete(id);
                };
        RetentionReport report =
                ledger.retention().apply(new RetentionPolicy(null, 20L, null), deletesAnother);
        assertThat(report.runs()).isEqualTo(RUNS - 2 - 20);
        assertThat(ledger.runs(RunFilter.all(), null, 100).items()).hasSize(20);
    }

    @Test
    void itStopsAsSoonAsItIsNotWanted() {
        var steps = new ArrayDeque<>(List.of(true, true, false));
        RetentionReport report =
                ledger.retention()
                        .apply(
                                new RetentionPolicy(Duration.ZERO, null, null),
                                () -> Objects.equals(steps.poll(), true));
        assertThat(report.runs()).isEqualTo(50);
    }

    @Test
    void thePreviewTellsWhatWouldGoAndLetsItStay() {
        Blob shared = Blob.of("shared");
        ledger.record(simple(shared, START.minusSeconds(5)), List.of(shared));
        ledger.record(simple(shared, START.plusSeconds(RUNS)), List.of(shared));
        for (var policy :
                List.of(
                        new RetentionPolicy(Duration.ofSeconds(20), null, null),
                        new RetentionPolicy(null, 7L, null),
                        new RetentionPolicy(null, null, 20L * SIZE),
                        new RetentionPolicy(
                                Duration.ofSeconds(50), 40L, 3L * SIZE, Duration.ofSeconds(30)))) {
            RetentionReport told = ledger.retention().preview(policy);
            assertThat(told.runs()).isPositive();
            assertThat(ledger.retention().preview(policy)).isEqualTo(told);
        }
        var policy = new RetentionPolicy(null, 7L, 5L * SIZE);
        RetentionReport told = ledger.retention().preview(policy);
        RetentionReport done = ledger.retention().apply(policy);
        assertThat(done.runs()).isEqualTo(told.runs());
        assertThat(done.bytes()).isEqualTo(told.bytes());
    }

    @Test
    void whatEndedJustNowIsKeptWhateverTheBounds() {
        var policy = new RetentionPolicy(Duration.ZERO, 1L, 1L, Duration.ofSeconds(5));
        assertThat(ledger.retention().apply(policy).runs()).isEqualTo(RUNS - 5);
        assertKept(5);
    }

    @Test
    void contentThatANewerRunSharesIsKept() {
        Blob shared = Blob.of("shared");
        ledger.record(simple(shared, START.minusSeconds(5)), List.of(shared));
        Run newest = simple(shared, START.plusSeconds(RUNS));
        ledger.record(newest, List.of(shared));
        ledger.retention().apply(new RetentionPolicy(null, 1L, null));
        assertThat(ledger.run(newest.id())).contains(newest);
        assertThat(read(shared.sha256())).isEqualTo(shared.bytes());
    }

    @Test
    void theOutboxForgetsWhatIsGoneOnceEveryFollowerKnows() {
        long tenth = ledger.outbox().after(0, 10).getLast().seq();
        ledger.outbox().advance("graph", 0, tenth);
        RetentionReport report = ledger.retention().apply(new RetentionPolicy(null, 40L, null));
        assertThat(report.runs()).isEqualTo(20);
        assertThat(report.outbox()).isEqualTo(10);
        long last = ledger.outbox().after(0, 1000).getLast().seq();
        ledger.outbox().advance("graph", tenth, last);
        assertThat(ledger.retention().apply(RetentionPolicy.keepAll()).outbox()).isEqualTo(30);
        assertThat(ledger.outbox().after(0, 1000)).hasSize(40);
    }

    @Test
    void tasksExpireWithIt() {
        ledger.tasks()
                .create(Task.begun("t", "ada", "{}", START).kept(Duration.ofSeconds(1), null));
        assertThat(ledger.retention().apply(RetentionPolicy.keepAll()).tasks()).isEqualTo(1);
    }

    @Test
    void aNegativeBoundIsRefused() {
        assertThatThrownBy(() -> new RetentionPolicy(null, -1L, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertKept(int newest) {
        List<Run> kept = runs.subList(RUNS - newest, RUNS).reversed();
        assertThat(ledger.runs(RunFilter.all(), null, 100).items())
                .extracting(RunSummary::id)
                .containsExactlyElementsOf(kept.stream().map(Run::id).toList());
        kept.forEach(run -> assertThat(read(run.arguments())).hasSize(SIZE));
        runs.subList(0, RUNS - newest)
                .forEach(run ->
                        assertThatThrownBy(() -> ledger.blobs().open(run.arguments()))
                                .isInstanceOf(UnknownBlob.class));
    }
}
