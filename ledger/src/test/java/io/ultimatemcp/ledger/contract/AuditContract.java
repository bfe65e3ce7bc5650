package io.ultimatemcp.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.audit.AuditEntry;
import io.ultimatemcp.ledger.audit.AuditEvent;
import io.ultimatemcp.ledger.audit.AuditFilter;
import io.ultimatemcp.ledger.audit.AuditHead;
import io.ultimatemcp.ledger.audit.AuditVerdict;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.fault.BadCursor;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.run.Run;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit chain, and those who lay hands on it. */
public abstract class AuditContract extends OpenLedger {
    private static final AuditEvent EVENT =
            new AuditEvent("ada", "token.create", "bob", "ok", "r-1", "{\"role\":\"admin\"}");

    /** The JDBC URL of the database beneath, for a tamperer. */
    protected abstract String jdbcUrl();

    @Test
    void anEmptyChainIsIntact() {
        assertThat(ledger.audit().verify(AuditHead.EMPTY))
                .isEqualTo(new AuditVerdict.Intact(AuditHead.EMPTY));
    }

    @Test
    void entriesFollowOneAnotherAndAreListedNewestFirst() {
        AuditEntry first = ledger.audit().append(EVENT);
        AuditEntry second =
                ledger.audit().append(new AuditEvent("bob", "login", null, "denied", null, null));
        AuditEntry third = ledger.audit().append(EVENT);
        assertThat(first.previous()).isEqualTo(AuditEntry.ORIGIN);
        assertThat(second.previous()).isEqualTo(first.hash());
        Page<AuditEntry> page = ledger.audit().list(AuditFilter.all(), null, 2);
        assertThat(page.items()).containsExactly(third, second);
        assertThat(ledger.audit().list(AuditFilter.all(), page.next(), 2).items())
                .containsExactly(first);
        assertThat(ledger.audit().after(1, 10)).containsExactly(second, third);
        assertThatThrownBy(() -> ledger.audit().list(AuditFilter.all(), "12", 2))
                .isInstanceOf(BadCursor.class);
        assertThat(ledger.audit().verify(new AuditHead(2, second.hash())))
                .isEqualTo(new AuditVerdict.Intact(ledger.audit().head()));
    }

    @Test
    void aListCanBeNarrowed() {
        ledger.audit().append(List.of(EVENT, event("bob", "denied"), event("ada", "denied")));
        assertThat(actors(new AuditFilter("ada", null, null, null, null, null, null)))
                .containsExactly("ada", "ada");
        assertThat(actors(new AuditFilter(null, "login", "denied", null, null, null, null)))
                .containsExactly("ada", "bob");
        assertThat(actors(new AuditFilter(null, null, null, "bob", "r-1", null, null)))
                .containsExactly("ada");
        assertThat(actors(new AuditFilter(null, null, null, null, null, null, Instant.EPOCH)))
                .isEmpty();
        var cursor = ledger.audit().list(AuditFilter.all(), null, 1).next();
        var other = new AuditFilter("ada", null, null, null, null, null, null);
        assertThatThrownBy(() -> ledger.audit().list(other, cursor, 1))
                .isInstanceOf(BadCursor.class);
    }

    @Test
    void aRunAndItsEntryAreStoredTogetherOrNotAtAll() {
        Blob blob = Blob.of("{}");
        Run run = simple(blob);
        ledger.record(run, List.of(blob), EVENT);
        assertThatThrownBy(() -> ledger.record(run, List.of(blob), EVENT))
                .isInstanceOf(Conflict.class);
        assertThat(ledger.audit().head().seq()).isEqualTo(1);
        assertThat(ledger.delete(run.id(), EVENT)).isTrue();
        assertThat(ledger.delete(run.id(), EVENT)).isFalse();
        assertThat(ledger.audit().head().seq()).isEqualTo(2);
    }

    private static AuditEvent event(String actor, String outcome) {
        return new AuditEvent(actor, "login", null, outcome, null, null);
    }

    private List<String> actors(AuditFilter filter) {
        return ledger.audit().list(filter, null, 10).items().stream()
                .map(entry -> entry.event().actor())
                .toList();
    }

    @Test
    void twoProcessesWriteOneChain() {
        try (Ledger other = Ledger.open(settings(directory));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                Ledger writer = i % 2 == 0 ? ledger : other;
                threads.execute(() -> writer.audit().append(EVENT));
            }
        }
        assertThat(ledger.audit().head().seq()).isEqualTo(40);
        assertThat(ledger.audit().verify(AuditHead.EMPTY)).isInstanceOf(AuditVerdict.Intact.class);
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE audit SET actor = 'eve' WHERE seq = 3, 3, changed",
        "UPDATE audit SET detail = NULL WHERE seq = 3, 3, changed",
        "UPDATE audit SET at_us = at_us + 1 WHERE seq = 3, 3, changed",
        "DELETE FROM audit WHERE seq = 3, 3, missing",
        "DELETE FROM audit WHERE seq = 1, 1, missing",
        "UPDATE audit SET previous = hash WHERE seq = 3, 3, follow",
        "DELETE FROM audit WHERE seq = 5, 5, noted"
    })
    void tamperingShows(String tampering, long seq, String finding) throws SQLException {
        for (int i = 0; i < 5; i++) {
            ledger.audit().append(EVENT);
        }
        AuditHead noted = ledger.audit().head();
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(tampering)).isEqualTo(1);
        }
        assertThat(ledger.audit().verify(noted))
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> {
                            assertThat(broken.seq()).isEqualTo(seq);
                            assertThat(broken.finding()).contains(finding);
                        });
    }
}
