package io.ultimatemcp.sandbox.session;

import static io.ultimatemcp.sandbox.session.Talker.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
