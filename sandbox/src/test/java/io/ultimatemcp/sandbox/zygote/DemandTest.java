package io.ultimatemcp.sandbox.zygote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** As many wait as were lately needed at the same time, if there is memory for them. */
final class DemandTest {
    private static final long EACH = 4 << 20;
    private long now;
    private long free = Long.MAX_VALUE;

    @Test
    void asManyWaitAsTheOperatorWantsWhenNothingRuns() {
        assertThat(demand(2, 16).target()).isEqualTo(2);
        assertThat(demand(0, 16).target()).isZero();
    }

    @Test
    void aPeakIsRememberedForHalfAMinute() {
        Demand demand = demand(1, 16);
        for (int i = 0; i < 5; i++) {
            demand.begin();
        }
        for (int i = 0; i < 5; i++) {
            demand.end();
        }
        assertThat(demand.target()).isEqualTo(6);
        now += TimeUnit.SECONDS.toNanos(31);
        assertThat(demand.target()).isEqualTo(1);
    }

    @Test
    void neverMoreThanTheBoundWait() {
        Demand demand = demand(1, 4);
        for (int i = 0; i < 100; i++) {
            demand.begin();
        }
        assertThat(demand.target()).isEqualTo(4);
    }

    @Test
    void fewerWaitWhenMemoryIsShort() {
        free = 3 * 8 * EACH;
        assertThat(demand(8, 16).target()).isEqualTo(3);
        now += TimeUnit.SECONDS.toNanos(2);
        free = 0;
        assertThat(demand(8, 16).target()).isEqualTo(1);
    }

    private Demand demand(int least, int most) {
        return new Demand(least, most, EACH, () -> now, () -> free);
    }
}
