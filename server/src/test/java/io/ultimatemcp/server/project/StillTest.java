package io.ultimatemcp.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.sql.WriterLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph that is kept still while it is copied, though the ledger is busy now and then. */
final class StillTest {
    @TempDir private Path directory;

    private Ledger ledger;
    private long nanos;

    @BeforeEach
    void open() {
        var impatient = new WriterLimits(10, 1 << 20, 10, 1 << 20, Duration.ofMillis(250));
        ledger = Ledger.open(LedgerSettings.inDirectory(directory).withWriterLimits(impatient));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aRenewalThatFailsOnceIsMadeUpFor() throws SQLException {
        try (var still = begin()) {
            try (var _ = busy()) {
                pass(Still.LIFE.dividedBy(2));
                still.renew();
            }
            still.renew();
            pass(Still.LIFE.dividedBy(2).plusSeconds(1));
            assertThatCode(still::check).doesNotThrowAnyException();
        }
    }

    @Test
    void aLeaseThatWasNotRenewedInTimeIsLostForGood() {
        try (var still = begin()) {
            pass(Still.LIFE);
            assertThatThrownBy(still::check).isInstanceOf(LedgerBusy.class);
            still.renew();
            assertThatThrownBy(still::check).isInstanceOf(LedgerBusy.class);
        }
    }

    @Test
    void aLeaseThatAnotherNodeTookIsLost() {
        try (var still = begin()) {
            ledger.leases().release(Still.NAME, "a");
            ledger.leases().take(Still.NAME, "b", Still.LIFE);
            still.renew();
            assertThatThrownBy(still::check).isInstanceOf(LedgerBusy.class);
        }
        assertThat(ledger.leases().holder(Still.NAME)).contains("b");
    }

    @Test
    void whatWasDoneIsDoneThoughTheLeaseCannotBeGivenBack() throws SQLException {
        var still = begin();
        try (var _ = busy()) {
            assertThatCode(still::close).doesNotThrowAnyException();
        }
        assertThat(ledger.leases().holder(Still.NAME)).contains("a");
    }

    private Still begin() {
        return Still.begin(ledger.leases(), "a", () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Holds the ledger's lock until it is closed. */
    private Connection busy() throws SQLException {
        var connection =
                DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
        return connection;
    }
}
