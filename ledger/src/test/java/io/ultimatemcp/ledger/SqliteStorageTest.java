package io.ultimatemcp.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.fault.UnknownBlob;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.sql.WriterLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only a ledger on this machine's disk has: files, their modes, and their accidents. */
final class SqliteStorageTest extends OpenLedger {
    private static final int LARGE = 100_000;

    @Override
    protected LedgerSettings settings(Path directory) {
        return LedgerSettings.inDirectory(directory.resolve("data"));
    }

    @Test
    void onlyTheOwnerCanReadAnythingOfIt() throws IOException {
        Blob blob = new Samples(1).blob(LARGE);
        ledger.record(simple(blob), List.of(blob));
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void commitsAreFlushedAndTheLogIsWrittenAhead() throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("data/ledger.db"));
                var statement = connection.createStatement();
                var mode = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsOneClearSentence() throws IOException {
        Path file = Files.createFile(directory.resolve("a file"));
        for (Path impossible : List.of(file.resolve("data"), Path.of("/proc/ledger"))) {
            assertThatThrownBy(() -> Ledger.open(LedgerSettings.inDirectory(impossible)))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining(impossible.toString())
                    .hasMessageContaining("directory");
        }
    }

    @Test
    void aFileThatIsNoLedgerIsCalledDamaged() throws IOException {
        Path data = Files.createDirectory(directory.resolve("other"));
        Files.writeString(data.resolve("ledger.db"), "this is not a database\n".repeat(100));
        assertThatThrownBy(() -> Ledger.open(LedgerSettings.inDirectory(data)))
                .isInstanceOf(LedgerCorrupt.class)
                .hasMessageContaining("ledger.db");
    }

    @Test
    void aLedgerOfANewerVersionIsLeftAlone() throws SQLException {
        ledger.close();
        String url = "jdbc:sqlite:" + directory.resolve("data/ledger.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO flyway_schema_history (installed_rank, version, description, type,
                      script, installed_by, execution_time, success)
                    VALUES (99, '99', 'later', 'SQL', 'V99', 'x', 1, 1)\
                    """);
        }
        assertThatThrownBy(() -> Ledger.open(settings(directory)))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void damagedContentIsNeverGivenOut() throws IOException, SQLException {
        Blob large = new Samples(2).blob(LARGE);
        Blob small = Blob.of("small");
        ledger.record(simple(large), List.of(large));
        ledger.record(simple(small), List.of(small));
        byte[] changed = large.bytes();
        changed[LARGE / 2] ^= 1;
        Files.write(file(large.sha256()), changed);
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("data/ledger.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE blobs SET data = x'00' WHERE size = 5");
        }
        for (Blob blob : List.of(large, small)) {
            assertThatThrownBy(() -> ledger.blobs().open(blob.sha256()))
                    .isInstanceOf(LedgerCorrupt.class)
                    .hasMessageContaining(blob.sha256().hex());
        }
        Files.delete(file(large.sha256()));
        assertThatThrownBy(() -> ledger.blobs().open(large.sha256()))
                .isInstanceOf(LedgerCorrupt.class)
                .hasMessageContaining("missing");
        ledger.record(simple(large), List.of(large));
        assertThat(read(large.sha256())).as("healed").isEqualTo(large.bytes());
    }

    @Test
    void theSweepTakesOldOrphansAndNothingElse() throws IOException {
        Blob kept = new Samples(3).blob(LARGE);
        ledger.record(simple(kept), List.of(kept));
        byte[] stray = new Samples(4).blob(LARGE).bytes();
        byte[] fresh = new Samples(5).blob(LARGE).bytes();
        ledger.blobs().stage(new ByteArrayInputStream(stray));
        ledger.blobs().stage(new ByteArrayInputStream(fresh));
        Path draft = Files.createFile(directory.resolve("data/blobs/tmp/draft"));
        for (Path file : List.of(file(kept.sha256()), file(Sha256.of(stray)), draft)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        assertThat(ledger.blobs().sweep()).isEqualTo(2);
        assertThat(file(Sha256.of(stray))).doesNotExist();
        assertThat(draft).doesNotExist();
        assertThat(file(Sha256.of(fresh))).exists();
        assertThat(read(kept.sha256())).isEqualTo(kept.bytes());
    }

    @Test
    void theFileOfADeletedRunStaysForAWhile() throws IOException {
        Blob blob = new Samples(6).blob(LARGE);
        Run run = simple(blob);
        ledger.record(run, List.of(blob));
        Files.setLastModifiedTime(file(blob.sha256()), FileTime.from(Instant.EPOCH));
        ledger.delete(run.id());
        assertThatThrownBy(() -> ledger.blobs().open(blob.sha256()))
                .isInstanceOf(UnknownBlob.class);
        assertThat(ledger.blobs().sweep()).isZero();
        Files.setLastModifiedTime(file(blob.sha256()), FileTime.from(Instant.EPOCH));
        assertThat(ledger.blobs().sweep()).isEqualTo(1);
    }

    @Test
    void theLockOfAnotherProcessIsWaitedForButNotForEver() throws SQLException {
        ledger.close();
        ledger = Ledger.open(settings(directory).withWriterLimits(hasty()));
        Blob blob = Blob.of("x");
        Run run = simple(blob);
        String url = "jdbc:sqlite:" + directory.resolve("data/ledger.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> ledger.record(run, List.of(blob)))
                    .isInstanceOf(LedgerBusy.class)
                    .hasMessageContaining("another process");
            assertThat(ledger.run(run.id())).as("readers do not wait").isEmpty();
            statement.execute("ROLLBACK");
        }
        ledger.record(run, List.of(blob));
        assertThat(ledger.run(run.id())).contains(run);
    }

    private Path file(Sha256 sha256) {
        return directory
                .resolve("data/blobs")
                .resolve(sha256.hex().substring(0, 2))
                .resolve(sha256.hex().substring(2));
    }

    private static WriterLimits hasty() {
        var ordinary = WriterLimits.ordinary();
        return new WriterLimits(
                ordinary.waiting(),
                ordinary.waitingBytes(),
                ordinary.batch(),
                ordinary.batchBytes(),
                Duration.ofMillis(300));
    }
}
