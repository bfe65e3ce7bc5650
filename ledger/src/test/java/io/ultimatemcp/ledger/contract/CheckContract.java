package io.ultimatemcp.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.Samples;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.check.CheckReport;
import io.ultimatemcp.ledger.check.Damage;
import io.ultimatemcp.ledger.run.Run;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check of all contents. */
public abstract class CheckContract extends OpenLedger {
    /** Changes one byte of a stored content, past the ledger. */
    protected abstract void damage(Blob content) throws SQLException;

    @Test
    void aSoundLedgerHasNoDamage() {
        assertThat(ledger.check().run()).isEqualTo(new CheckReport(0, 0, 0, List.of()));
        Blob blob = Blob.of("sound");
        ledger.record(simple(blob), List.of(blob));
        assertThat(ledger.check().run()).isEqualTo(new CheckReport(1, 5, 0, List.of()));
    }

    @Test
    void aDamagedContentIsNamedWithTheRunsThatReferToIt() throws SQLException {
        var samples = new Samples(9);
        Blob sound = samples.blob(100);
        Blob broken = samples.blob(200);
        Run run = simple(broken);
        ledger.record(simple(sound), List.of(sound));
        ledger.record(run, List.of(broken));
        damage(broken);
        CheckReport report = ledger.check().run();
        assertThat(report.contents()).isEqualTo(2);
        assertThat(report.damaged()).isEqualTo(1);
        Damage damage = report.damages().getFirst();
        assertThat(damage.sha256()).isEqualTo(broken.sha256());
        assertThat(damage.runs()).containsExactly(run.id());
        assertThat(damage.finding()).contains("damaged");
    }
}
