package io.ultimatemcp.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bounds of the queue before the one writer. */
final class WriterTest {
    @TempDir Path directory;

    @Test
    void aFullQueueIsSaidAtOnceAndWhatWasAcceptedIsDone()
            throws InterruptedException, ExecutionException {
        var limits = new WriterLimits(2, 1 << 20, 10, 1 << 20, Duration.ofMillis(200));
        var began = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var refused = new CountDownLatch(3);
        var done = new AtomicInteger();
        try (Database database = open(limits);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first =
                    threads.submit(() ->
                            database.write(
                                    1,
                                    _ -> {
                                        began.countDown();
                                        await(goOn);
                                        return 1;
                                    }));
            began.await();
            for (int i = 0; i < 5; i++) {
                threads.execute(() -> {
                    try {
                        done.addAndGet(database.write(1, _ -> 1));
                    } catch (LedgerBusy e) {
                        refused.countDown();
                    }
                });
            }
            refused.await();
            goOn.countDown();
            assertThat(first.get()).isEqualTo(1);
        }
        assertThat(done).hasValue(2);
    }

    @Test
    void aChangeLargerThanTheQueuePassesAlone() {
        try (Database database = open(new WriterLimits(5, 10, 5, 10, Duration.ofSeconds(5)))) {
            String answer = database.write(1 << 30, _ -> "large");
            assertThat(answer).isEqualTo("large");
        }
    }

    @Test
    void whatAChangeThrowsReachesItsCaller() {
        try (Database database = open(WriterLimits.ordinary())) {
            assertThatThrownBy(() ->
                            database.write(
                                    1,
                                    _ -> {
                                        throw new IllegalStateException("mine");
                                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("mine");
            int next = database.write(1, _ -> 1);
            assertThat(next).isEqualTo(1);
        }
    }

    @Test
    void aFullDiskIsSaidAsSuchAndNoBugOfOurs() {
        try (Database database = open(WriterLimits.ordinary())) {
            database.write(1, handle -> handle.execute("CREATE TABLE filled (content BLOB)"));
            database.write(1, handle -> handle.execute("PRAGMA max_page_count = 1"));
            assertThatThrownBy(() -> database.write(1, WriterTest::fill))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("full")
                    .satisfies(e -> assertThat(e.getSuppressed()).isNotEmpty());
            // on a connection of its own, without that bound
            int filled = database.write(1, WriterTest::fill);
            assertThat(filled).isEqualTo(1);
        }
    }

    private static int fill(Handle handle) {
        return handle.execute("INSERT INTO filled (content) VALUES (zeroblob(1000000))");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Database open(WriterLimits limits) {
        return Database.open(new Location.SqliteFile(directory.resolve("test.db")), limits, 4);
    }
}
