package io.ultimatemcp.sandbox.session;

import static io.ultimatemcp.sandbox.session.Talker.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** How long sessions live, how many there are, and whose they are. */
final class LifeTest {
    private static final Job NOTHING =
            Job.script(Language.PYTHON, "pass").withLimits(Talker.PATIENT);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    private Talker talker(int each, int all, Duration turn) {
        return Talker.open(
                new SessionSettings(each, all, Duration.ofMinutes(10), Duration.ofHours(1), turn),
                now::get);
    }

    private Talker talker(int each, int all) {
        return talker(each, all, Duration.ofSeconds(30));
    }

    @Test
    void aSessionBelongsToItsOwnerAndItsName() {
        try (Talker talker = talker(4, 8)) {
            talker.python("one", "x = 'of alice'");
            var other = Job.script(Language.PYTHON, "print('x' in globals())");
            var bobs = (CellReport) talker.run("bob", "one", other.withLimits(Talker.PATIENT));
            assertThat(said(bobs)).isEqualTo("False\n");
            assertThat(bobs.session().cells()).isEqualTo(1);
            assertThat(said(talker.python("two", "print('x' in globals())"))).isEqualTo("False\n");
            assertThat(talker.sessions().list("bob")).hasSize(1);
            assertThat(talker.sessions().list("carol")).isEmpty();
            talker.shut("bob", "two");
            assertThat(talker.sessions().list(Talker.OWNER)).hasSize(2);
        }
    }

    @Test
    void anIdleSessionEndsAndTheNextOneSaysSo() {
        try (Talker talker = talker(4, 8)) {
            talker.python("s", "x = 1");
            now.set(now.get().plus(Duration.ofMinutes(9)));
            assertThat(talker.python("s", "x").session().cells()).isEqualTo(2);
            now.set(now.get().plus(Duration.ofMinutes(11)));
            CellReport fresh = talker.python("s", "print('x' in globals())");
            assertThat(said(fresh)).isEqualTo("False\n");
            assertThat(fresh.session().cells()).isEqualTo(1);
            assertThat(fresh.before()).contains(Ending.IDLE);
        }
    }

    @Test
    void noSessionOutlivesItsAgeHoweverBusy() {
        try (Talker talker = talker(4, 8)) {
            for (int minute = 0; minute < 63; minute += 9) {
                now.set(Instant.EPOCH.plus(Duration.ofMinutes(minute)));
                talker.ran("s", NOTHING);
            }
            now.set(Instant.EPOCH.plus(Duration.ofMinutes(61)));
            CellReport fresh = talker.ran("s", NOTHING);
            assertThat(fresh.session().cells()).isEqualTo(1);
            assertThat(fresh.before()).contains(Ending.AGE);
        }
    }

    @Test
    void theLongestUnusedMakesRoomAndItsOwnerIsTold() {
        try (Talker talker = talker(2, 8)) {
            for (String name : new String[] {"a", "b", "a"}) {
                now.set(now.get().plusSeconds(1));
                talker.ran(name, NOTHING);
            }
            assertThat(talker.ran("c", NOTHING).evicted()).containsExactly("b");
            assertThat(talker.sessions().list(Talker.OWNER))
                    .extracting(SessionState::name)
                    .containsExactly("a", "c");
            now.set(now.get().plusSeconds(1));
            assertThat(talker.ran("b", NOTHING).before()).contains(Ending.EVICTED);
        }
    }

    @Test
    void whatMadeRoomEndsThoughTheCallIsInterrupted() {
        try (Talker talker = talker(1, 8)) {
            talker.ran("a", NOTHING);
            assertThat(talker.sandbox().use().held()).isEqualTo(1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() ->
                            talker.sessions()
                                    .run(Talker.OWNER, "b", NOTHING, Listener.NONE, () -> false))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
            assertThat(talker.sandbox().use().held()).isZero();
            assertThat(talker.sessions().list(Talker.OWNER)).isEmpty();
            assertThat(talker.ran("b", NOTHING).session().cells()).isEqualTo(1);
        }
    }

    @Test
    void theTimerGoesOnThoughALookAtASessionFailed() {
        var broken = new AtomicBoolean();
        var asked = new AtomicInteger();
        InstantSource clock =
                () -> {
                    if (broken.get()) {
                        asked.incrementAndGet();
                        throw new IllegalStateException("the clock is broken");
                    }
                    return now.get();
                };
        try (Talker talker = Talker.open(SessionSettings.standard(), clock)) {
            talker.ran("s", NOTHING);
            broken.set(true);
            await(() -> asked.get() > 1);
            broken.set(false);
            now.set(now.get().plus(Duration.ofDays(1)));
            await(() -> talker.sandbox().use().held() == 0);
            assertThat(talker.sandbox().use().held()).isZero();
        }
    }

    private static void await(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void aBusySessionIsWaitedForAndOneWithoutRoomIsDeclined() {
        try (Talker talker = talker(1, 2, Duration.ofMillis(300))) {
            var stop = new AtomicBoolean();
            var began = new CountDownLatch(1);
            Job loop =
                    Job.script(
                                    Language.PYTHON,
                                    "print('on', flush=True)\nimport time\ntime.sleep(50)")
                            .withLimits(Talker.PATIENT);
            var busy =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return talker.sessions()
                                    .run(
                                            Talker.OWNER,
                                            "s",
                                            loop,
                                            (stream, text) -> began.countDown(),
                                            stop::get);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            await(began);
            assertThat(talker.run(Talker.OWNER, "s", NOTHING))
                    .isInstanceOf(Declined.Occupied.class);
            assertThat(talker.run(Talker.OWNER, "t", NOTHING))
                    .isInstanceOf(Declined.TooManyOwn.class);
            assertThat(talker.run("bob", "s", NOTHING)).isInstanceOf(CellReport.class);
            stop.set(true);
            CellReport cancelled = (CellReport) busy.join();
            assertThat(cancelled.report().outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(cancelled.session().ended()).contains(Ending.CANCELLED);
            assertThat(talker.ran("s", NOTHING).session().cells()).isEqualTo(1);
        }
    }

    @Test
    void anotherLanguageAndBashAreDeclined() {
        try (Talker talker = talker(4, 8)) {
            talker.ran("s", NOTHING);
            assertThat(talker.run(Talker.OWNER, "s", Job.script(Language.JAVASCRIPT, "1")))
                    .isEqualTo(new Declined.OtherLanguage(Language.PYTHON));
            assertThat(talker.run(Talker.OWNER, "b", Job.script(Language.BASH, "true")))
                    .isInstanceOf(Declined.Refused.class);
            assertThat(talker.sessions().list(Talker.OWNER)).hasSize(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
