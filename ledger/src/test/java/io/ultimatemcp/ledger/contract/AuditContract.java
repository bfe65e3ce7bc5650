package io.ultimatemcp.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.audit.AuditEntry;
import io.ultimatemcp.ledger.audit.AuditEvent;
import io.ultimatemcp.ledger.audit.AuditHead;
import io.ultimatemcp.ledger.audit.AuditVerdict;
import io.ultimatemcp.ledger.fault.BadCursor;
import io.ultimatemcp.ledger.page.Page;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
        Page<AuditEntry> page = ledger.audit().list(null, 2);
        assertThat(page.items()).containsExactly(third, second);
        assertThat(ledger.audit().list(page.next(), 2).items()).containsExactly(first);
        assertThat(ledger.audit().after(1, 10)).containsExactly(second, third);
        assertThatThrownBy(() -> ledger.audit().list("12", 2)).isInstanceOf(BadCursor.class);
        assertThat(ledger.audit().verify(new AuditHead(2, second.hash())))
                .isEqualTo(new AuditVerdict.Intact(ledger.audit().head()));
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
