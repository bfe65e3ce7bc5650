package io.ultimatemcp.server.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GlanceTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void aFreshAnswerIsNotAskedForAgain() {
        var glance = new Glance<>("test", LONG, looks::incrementAndGet);
        assertThat(Glance.await(glance.begin(), soon())).contains(1);
        assertThat(Glance.await(glance.begin(), soon())).contains(1);
    }

    @Test
    void anOldAnswerIsAskedForAgain() {
        var glance = new Glance<>("test", Duration.ZERO, looks::incrementAndGet);
        assertThat(Glance.await(glance.begin(), soon())).contains(1);
        assertThat(Glance.await(glance.begin(), soon())).contains(2);
    }

    @Test
    void aLookThatHangsIsNotJoinedByAnother() {
        var held = new CountDownLatch(1);
        var glance =
                new Glance<>(
                        "test",
                        Duration.ZERO,
                        () -> {
                            int number = looks.incrementAndGet();
                            try {
                                held.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return number;
                        });
        var first = glance.begin();
        assertThat(Glance.await(first, System.nanoTime() + 1_000_000)).isEmpty();
        assertThat(glance.begin()).isSameAs(first);
        held.countDown();
        assertThat(first.join()).isEqualTo(1);
    }

    @Test
    void aFailureIsNoAnswerAndIsAskedForAgain() {
        var glance =
                new Glance<>(
                        "test",
                        LONG,
                        () -> {
                            if (looks.incrementAndGet() == 1) {
                                throw new IllegalStateException("away");
                            }
                            return "there";
                        });
        assertThat(Glance.await(glance.begin(), soon())).isEmpty();
        assertThat(Glance.await(glance.begin(), soon())).contains("there");
    }

    private static long soon() {
        return System.nanoTime() + Duration.ofSeconds(30).toNanos();
    }
}
