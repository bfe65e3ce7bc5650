package io.ultimatemcp.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.outbox.Outbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that carry runs to one graph take turns. */
final class TurnTest {
    @TempDir private Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(LedgerSettings.inDirectory(directory));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void oneNodeCarriesAndAnotherTakesOverWhenItGivesUp() {
        var first = new Turn(ledger, Follower.together("a"));
        var second = new Turn(ledger, Follower.together("b"));
        assertThat(first.isOurs()).isTrue();
        assertThat(second.isOurs()).isFalse();
        assertThat(first.isOurs()).isTrue();
        first.giveUp();
        assertThat(second.isOurs()).isTrue();
    }

    @Test
    void nobodyCarriesWhileAnotherNodeKeepsTheGraphStill() {
        var first = new Turn(ledger, Follower.together("a"));
        var second = new Turn(ledger, Follower.together("b"));
        assertThat(first.isOurs()).isTrue();
        try (var _ = second.still().orElseThrow()) {
            assertThat(first.isOurs()).isFalse();
            assertThatThrownBy(first::still).isInstanceOf(LedgerBusy.class);
        }
        assertThat(first.isOurs()).isTrue();
    }

    @Test
    void aGraphOfItsOwnWaitsForNobody() {
        var alone = new Turn(ledger, Follower.alone());
        var ofNode = new Turn(ledger, Follower.ofNode("n"));
        assertThat(new Turn(ledger, Follower.together("a")).isOurs()).isTrue();
        assertThat(alone.isOurs()).isTrue();
        assertThat(ofNode.isOurs()).isTrue();
        assertThat(ledger.leases().holder(Outbox.leaseOf("graph:n"))).contains("n");
    }
}
