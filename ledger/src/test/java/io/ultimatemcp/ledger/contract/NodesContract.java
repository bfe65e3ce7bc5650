package io.ultimatemcp.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.outbox.Outbox;
import io.ultimatemcp.ledger.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several processes on one ledger: leases, and followers that must not overtake each other. */
public abstract class NodesContract extends OpenLedger {
    private static final Duration LIFE = Duration.ofSeconds(10);

    @Test
    void aLeaseIsOneHoldersUntilItIsOver() {
        assertThat(ledger.leases().holder("graph")).isEmpty();
        assertThat(ledger.leases().take("graph", "a", LIFE)).isTrue();
        assertThat(ledger.leases().take("graph", "b", LIFE)).isFalse();
        assertThat(ledger.leases().take("graph", "a", LIFE)).as("renewed").isTrue();
        assertThat(ledger.leases().take("other", "b", LIFE)).isTrue();
        assertThat(ledger.leases().holder("graph")).contains("a");
        try (Ledger later = Ledger.open(settings(directory).withTime(this::later))) {
            assertThat(later.leases().holder("graph")).isEmpty();
            assertThat(later.leases().take("graph", "b", LIFE)).isTrue();
        }
        assertThat(ledger.leases().take("graph", "a", LIFE)).isFalse();
    }

    @Test
    void aLeaseIsGivenBackByItsHolderOnly() {
        ledger.leases().take("graph", "a", LIFE);
        ledger.leases().release("graph", "b");
        assertThat(ledger.leases().holder("graph")).contains("a");
        ledger.leases().release("graph", "a");
        assertThat(ledger.leases().holder("graph")).isEmpty();
        ledger.leases().take("graph", "a", LIFE);
        assertThat(ledger.leases().forgetEnded(Duration.ZERO)).isZero();
        try (Ledger later = Ledger.open(settings(directory).withTime(this::later))) {
            assertThat(later.leases().forgetEnded(Duration.ofSeconds(1))).isEqualTo(1);
        }
    }

    @Test
    void aFollowerThatWasSentBackIsNotMovedOnByItsFormerSelf() {
        assertThat(ledger.outbox().knows("graph")).isFalse();
        assertThat(ledger.outbox().advance("graph", 0, 5)).isTrue();
        assertThat(ledger.outbox().advance("graph", 0, 9)).as("another was faster").isFalse();
        assertThat(ledger.outbox().advance("graph", 5, 7)).isTrue();
        ledger.outbox().forget("graph");
        assertThat(ledger.outbox().advance("graph", 7, 9)).isFalse();
        assertThat(ledger.outbox().acknowledged("graph")).isZero();
    }

    @Test
    void theFollowerOfANodeThatIsGoneHoldsUpNothing() {
        Blob blob = Blob.of("x");
        ledger.record(simple(blob), List.of(blob));
        long last = ledger.outbox().after(0, 10).getLast().seq();
        ledger.outbox().advance("graph:here", 0, last + 1);
        ledger.outbox().advance("graph:gone", 0, 0);
        ledger.leases().take(Outbox.leaseOf("graph:here"), "here", Duration.ofDays(30));
        ledger.retention().apply(new RetentionPolicy(null, 0L, null));
        assertThat(ledger.outbox().knows("graph:here")).isTrue();
        assertThat(ledger.outbox().knows("graph:gone")).isFalse();
        assertThat(ledger.outbox().after(0, 10)).isEmpty();
    }

    private java.time.Instant later() {
        return java.time.Instant.now().plus(Duration.ofMinutes(1));
    }
}
