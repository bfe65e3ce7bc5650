package io.ultimatemcp.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.Samples;
import io.ultimatemcp.ledger.Samples.Sample;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.BlobLimits;
import io.ultimatemcp.ledger.blob.BlobReader;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.blob.StagedBlob;
import io.ultimatemcp.ledger.fault.BadCursor;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.fault.TooLarge;
import io.ultimatemcp.ledger.fault.UnknownBlob;
import io.ultimatemcp.ledger.outbox.OutboxEntry;
import io.ultimatemcp.ledger.outbox.OutboxKind;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.run.Artifact;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.ledger.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs, contents, pages, the outbox. */
public abstract class RunsContract extends OpenLedger {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRunIsReadAsItWasRecorded(long seed) {
        var samples = new Samples(seed);
        for (int i = 0; i < 30; i++) {
            Sample sample = samples.run(ledger.newRunId());
            ledger.record(sample.run(), sample.content());
            assertThat(ledger.run(sample.run().id())).contains(sample.run());
            for (Blob blob : sample.content()) {
                assertThat(read(blob.sha256())).isEqualTo(blob.bytes());
            }
        }
    }

    @Test
    void runsOutliveTheProcessThatRecordedThem() {
        Sample sample = new Samples(4).run(ledger.newRunId());
        ledger.record(sample.run(), sample.content());
        ledger.close();
        ledger = Ledger.open(settings(directory));
        assertThat(ledger.run(sample.run().id())).contains(sample.run());
    }

    @Test
    void anUnknownRunIsAbsent() {
        assertThat(ledger.run(ledger.newRunId())).isEmpty();
        assertThat(ledger.run("no such run")).isEmpty();
        assertThat(ledger.delete("no such run")).isFalse();
    }

    @Test
    void theSameRunIsRecordedOnce() {
        Sample sample = new Samples(5).run(ledger.newRunId());
        ledger.record(sample.run(), sample.content());
        assertThatThrownBy(() -> ledger.record(sample.run(), sample.content()))
                .isInstanceOf(Conflict.class);
        assertThat(ledger.outbox().after(0, 10)).hasSize(1);
    }

    @Test
    void aRunThatRefersToUnknownContentIsRefusedWhole() {
        Sample sample = new Samples(6).run(ledger.newRunId());
        assertThatThrownBy(() -> ledger.record(sample.run(), List.of()))
                .isInstanceOf(UnknownBlob.class)
                .hasMessageContaining("neither given nor stored");
        assertThat(ledger.run(sample.run().id())).isEmpty();
        assertThat(ledger.outbox().after(0, 10)).isEmpty();
    }

    @Test
    void oneBadChangeInAGroupHarmsNoOther() throws InterruptedException {
        var samples = new Samples(7);
        var good = new ArrayList<Sample>();
        var futures = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                Sample sample = samples.run(ledger.newRunId());
                boolean bad = i % 3 == 0;
                if (!bad) {
                    good.add(sample);
                }
                futures.add(
                        threads.submit(() ->
                                ledger.record(sample.run(), bad ? List.of() : sample.content())));
            }
        }
        assertThat(futures.stream().filter(f -> f.state() == Future.State.SUCCESS))
                .hasSameSizeAs(good);
        assertThat(good).allSatisfy(s -> assertThat(ledger.run(s.run().id())).contains(s.run()));
    }

    @Test
    void pagesShowEveryRunOnceNewestFirst() {
        var samples = new Samples(8);
        var expected = new ArrayList<Run>();
        for (int i = 0; i < 53; i++) {
            // several runs of one instant, recorded out of order
            Sample sample = samples.run(ledger.newRunId(), START.plusSeconds((i * 7) % 11));
            ledger.record(sample.run(), sample.content());
            expected.add(sample.run());
        }
        expected.sort(Comparator.comparing(Run::startedAt).thenComparing(Run::id).reversed());
        assertThat(allPages(RunFilter.all(), 7).stream().map(RunSummary::id))
                .containsExactlyElementsOf(expected.stream().map(Run::id).toList());
    }

    @Test
    void filtersShowWhatTheySay() {
        var samples = new Samples(9);
        var runs = new ArrayList<Run>();
        for (int i = 0; i < 60; i++) {
            Sample sample = samples.run(ledger.newRunId(), START.plusSeconds(i));
            ledger.record(sample.run(), sample.content());
            runs.add(sample.run());
        }
        Sha256 code = runs.stream().map(Run::code).filter(c -> c != null).findFirst().orElseThrow();
        assertFiltered(RunFilter.all().tool("lint_code"), runs, r -> r.tool().equals("lint_code"));
        assertFiltered(RunFilter.all().principal("ada"), runs, r -> r.principal().equals("ada"));
        assertFiltered(RunFilter.all().outcome("exited"), runs, r -> r.outcome().equals("exited"));
        assertFiltered(
                RunFilter.all().language("bash"), runs, r -> Objects.equals(r.language(), "bash"));
        assertFiltered(RunFilter.all().code(code), runs, r -> code.equals(r.code()));
        assertFiltered(
                RunFilter.all().since(START.plusSeconds(10)).until(START.plusSeconds(20)),
                runs,
                r ->
                        !r.startedAt().isBefore(START.plusSeconds(10))
                                && r.startedAt().isBefore(START.plusSeconds(20)));
        assertFiltered(
                RunFilter.all().tool("lint_code").principal("ada"),
                runs,
                r -> r.tool().equals("lint_code") && r.principal().equals("ada"));
    }

    @Test
    void aForgedCursorOrThatOfAnotherListIsRefused() {
        var samples = new Samples(10);
        for (int i = 0; i < 5; i++) {
            Sample sample = samples.run(ledger.newRunId());
            ledger.record(sample.run(), sample.content());
        }
        String cursor = Objects.requireNonNull(ledger.runs(RunFilter.all(), null, 2).next());
        String forged = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);
        for (String bad : List.of(forged, "", "%", "x".repeat(5000), cursor + "AAAA")) {
            assertThatThrownBy(() -> ledger.runs(RunFilter.all(), bad, 2))
                    .isInstanceOf(BadCursor.class);
        }
        assertThatThrownBy(() -> ledger.runs(RunFilter.all().tool("lint_code"), cursor, 2))
                .isInstanceOf(BadCursor.class);
    }

    @Test
    void aPageSizeOutOfRangeIsRefusedByName() {
        for (int limit : new int[] {0, -1, 1001}) {
            assertThatThrownBy(() -> ledger.runs(RunFilter.all(), null, limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("limit must be between 1 and 1000");
        }
    }

    @Test
    void sharedContentLivesAsLongAsOneRunRefersToIt() {
        Blob shared = Blob.of("shared");
        Run first = simple(shared);
        Run second = simple(shared);
        ledger.record(first, List.of(shared));
        ledger.record(second, List.of(shared));
        assertThat(ledger.delete(first.id())).isTrue();
        assertThat(read(shared.sha256())).isEqualTo(shared.bytes());
        assertThat(ledger.run(first.id())).isEmpty();
        assertThat(ledger.delete(second.id())).isTrue();
        assertThatThrownBy(() -> ledger.blobs().open(shared.sha256()))
                .isInstanceOf(UnknownBlob.class);
    }

    @Test
    void contentGivenEarlierNeedNotBeGivenAgain() {
        Blob shared = new Samples(11).blob(200_000);
        ledger.record(simple(shared), List.of(shared));
        Run again = simple(shared);
        ledger.record(again, List.of());
        assertThat(ledger.run(again.id())).contains(again);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 3_000_000})
    void anyPartOfAContentCanBeRead(int size) throws IOException {
        Blob blob = new Samples(size).blob(size);
        ledger.record(simple(blob), List.of(blob));
        var random = new Random(size);
        try (BlobReader reader = ledger.blobs().open(blob.sha256())) {
            assertThat(reader.size()).isEqualTo(size);
            assertThat(reader.bytes(size)).isEqualTo(blob.bytes());
            for (int i = 0; i < 5; i++) {
                int from = random.nextInt(size + 1);
                int length = random.nextInt(size - from + 1);
                byte[] expected = Arrays.copyOfRange(blob.bytes(), from, from + length);
                assertThat(reader.stream(from, length).readAllBytes()).isEqualTo(expected);
            }
            assertThatThrownBy(() -> reader.stream(size + 1L, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void stagedContentIsReferredToWithoutBeingGiven() {
        Blob arguments = Blob.of("{}");
        for (int size : new int[] {10, 1_000_000}) {
            byte[] bytes = new Samples(size).blob(size).bytes();
            StagedBlob staged = ledger.blobs().stage(new ByteArrayInputStream(bytes));
            assertThat(staged).isEqualTo(new StagedBlob(Sha256.of(bytes), size));
            Run run =
                    Run.builder(ledger.newRunId(), "execute_code", "ada")
                            .startedAt(START)
                            .arguments(arguments.sha256())
                            .artifacts(List.of(new Artifact("a", size, "x/y", staged.sha256())))
                            .build();
            ledger.record(run, List.of(arguments));
            assertThat(read(staged.sha256())).isEqualTo(bytes);
        }
    }

    @Test
    void contentAboveTheLimitIsRefused() {
        ledger.close();
        var limits = new BlobLimits(1000, 5000, Duration.ofHours(1));
        ledger = Ledger.open(settings(directory).withBlobLimits(limits));
        Blob blob = new Samples(12).blob(5001);
        assertThatThrownBy(() -> ledger.record(simple(blob), List.of(blob)))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("5000");
        assertThatThrownBy(() -> ledger.blobs().stage(new ByteArrayInputStream(blob.bytes())))
                .isInstanceOf(TooLarge.class);
    }

    @Test
    void theOutboxTellsEverythingInOrderUntilItIsAcknowledged() {
        var told = new ArrayList<String>();
        var samples = new Samples(13);
        for (int i = 0; i < 5; i++) {
            Sample sample = samples.run(ledger.newRunId());
            ledger.record(sample.run(), sample.content());
            told.add(sample.run().id());
        }
        ledger.delete(told.getFirst());
        List<OutboxEntry> entries = ledger.outbox().after(0, 100);
        assertThat(entries.stream().map(OutboxEntry::subject))
                .startsWith(told.toArray(String[]::new))
                .hasSize(6);
        assertThat(entries.getLast().kind()).isEqualTo(OutboxKind.RUN_DELETED);
        assertThat(entries).isSortedAccordingTo(Comparator.comparingLong(OutboxEntry::seq));
        assertThat(ledger.outbox().lag("graph", Instant.now()).entries()).isEqualTo(6);
        ledger.outbox().advance("graph", 0, entries.get(3).seq());
        assertThat(ledger.outbox().acknowledged("graph")).isEqualTo(entries.get(3).seq());
        assertThat(ledger.outbox().after(entries.get(3).seq(), 1)).containsExactly(entries.get(4));
        assertThat(ledger.outbox().lag("graph", Instant.now()).entries()).isEqualTo(2);
        ledger.outbox().forget("graph");
        assertThat(ledger.outbox().acknowledged("graph")).isZero();
    }

    @Test
    void twoOpenersOfOneLedgerWriteAndReadTogether()
            throws InterruptedException, ExecutionException {
        var ids = Collections.synchronizedSet(new HashSet<String>());
        try (var other = Ledger.open(settings(directory));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < 100; i++) {
                Ledger opener = i % 2 == 0 ? ledger : other;
                Sample sample = new Samples(i).run(opener.newRunId());
                futures.add(
                        threads.submit(() -> {
                            opener.record(sample.run(), sample.content());
                            ids.add(sample.run().id());
                        }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            assertThat(allPages(RunFilter.all(), 30).stream().map(RunSummary::id))
                    .containsExactlyInAnyOrderElementsOf(ids)
                    .hasSize(100);
            String cursor = ledger.runs(RunFilter.all(), null, 10).next();
            assertThat(other.runs(RunFilter.all(), cursor, 10).items()).hasSize(10);
        }
    }

    @Test
    void aClosedLedgerSaysSo() {
        ledger.close();
        assertThatThrownBy(() -> ledger.run("x")).isInstanceOf(LedgerUnavailable.class);
        Sample sample = new Samples(14).run(ledger.newRunId());
        assertThatThrownBy(() -> ledger.record(sample.run(), sample.content()))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("closed");
    }

    @Test
    void notesAreReplacedWholeAndTheFirstOneWins() {
        assertThat(ledger.notes().get("doctor")).isEmpty();
        ledger.notes().put("doctor", "{\"ok\":false}");
        ledger.notes().put("doctor", "{\"ok\":true}");
        assertThat(ledger.notes().get("doctor")).contains("{\"ok\":true}");
        assertThat(ledger.notes().putIfAbsent("instance", "a")).isEqualTo("a");
        assertThat(ledger.notes().putIfAbsent("instance", "b")).isEqualTo("a");
        ledger.notes().remove("doctor");
        assertThat(ledger.notes().get("doctor")).isEmpty();
    }

    private void assertFiltered(RunFilter filter, List<Run> runs, Predicate<Run> expected) {
        assertThat(allPages(filter, 9).stream().map(RunSummary::id))
                .containsExactlyInAnyOrderElementsOf(
                        runs.stream().filter(expected).map(Run::id).toList());
    }

    private List<RunSummary> allPages(RunFilter filter, int limit) {
        var all = new ArrayList<RunSummary>();
        Page<RunSummary> page = ledger.runs(filter, null, limit);
        all.addAll(page.items());
        while (page.next() != null) {
            page = ledger.runs(filter, page.next(), limit);
            all.addAll(page.items());
        }
        return all;
    }
}
