package io.ultimatemcp.ledger.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.Samples;
import io.ultimatemcp.ledger.account.ApiKey;
import io.ultimatemcp.ledger.audit.AuditEvent;
import io.ultimatemcp.ledger.audit.AuditHead;
import io.ultimatemcp.ledger.audit.AuditVerdict;
import io.ultimatemcp.ledger.backup.BackupDirectory;
import io.ultimatemcp.ledger.backup.BackupFile;
import io.ultimatemcp.ledger.backup.BackupKey;
import io.ultimatemcp.ledger.backup.ExtraSection;
import io.ultimatemcp.ledger.backup.Restored;
import io.ultimatemcp.ledger.blob.BlobReader;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Backups: made in use, restored elsewhere, damaged, sealed, thinned out. */
public abstract class BackupContract extends OpenLedger {
    private static final Optional<BackupKey> KEY = Optional.of(key(1));

    /** Settings of another empty ledger, on either engine. */
    protected abstract List<LedgerSettings> elsewhere(Path other);

    @Test
    void everythingIsThereAfterARestoreElsewhere() {
        List<Samples.Sample> samples = fill(40);
        BackupFile backup = create(KEY);
        long lastSeq = ledger.outbox().after(0, 1000).getLast().seq();
        for (LedgerSettings settings : elsewhere(directory.resolve("elsewhere"))) {
            try (Ledger other = Ledger.open(settings)) {
                Restored restored = other.backups().restore(backup.path(), KEY, BackupContract::no);
                assertThat(restored.rows()).isGreaterThan(200);
                assertWhole(other, samples);
                String id = other.newRunId();
                Samples.Sample next = new Samples(99).run(id);
                other.record(next.run(), next.content());
                assertThat(other.outbox().after(lastSeq, 10)).hasSize(1);
            }
        }
    }

    @Test
    void numbersGoOnAfterWhatFollowersHaveSeenAlthoughTheEntriesAreGone() {
        fill(3);
        long seen = ledger.outbox().after(0, 10).getLast().seq() + 1000;
        ledger.outbox().advance("graph", 0, seen);
        BackupFile backup = create(Optional.empty());
        for (LedgerSettings settings : elsewhere(directory.resolve("elsewhere"))) {
            try (Ledger other = Ledger.open(settings)) {
                other.backups().restore(backup.path(), Optional.empty(), BackupContract::no);
                Samples.Sample next = new Samples(99).run(other.newRunId());
                other.record(next.run(), next.content());
                assertThat(other.outbox().after(seen, 10)).hasSize(1);
            }
        }
    }

    @Test
    void aBackupOfAnEmptyLedgerIsGood() {
        BackupFile backup = create(Optional.empty());
        assertThat(BackupDirectory.verify(backup.path(), Optional.empty())).hasSize(14);
    }

    @Test
    void aBackupTakenWhileRunsAreRecordedShowsOneMoment() throws InterruptedException {
        var samples = new Samples(3);
        var recorder =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; i < 60; i++) {
                                Samples.Sample sample = samples.run(ledger.newRunId());
                                ledger.record(sample.run(), sample.content());
                            }
                        });
        var backups = new ArrayList<BackupFile>();
        for (int i = 0; i < 4; i++) {
            backups.add(create(Optional.empty()));
        }
        recorder.join();
        int n = 0;
        for (BackupFile backup : backups) {
            Path place = directory.resolve("elsewhere" + n++);
            try (Ledger other = Ledger.open(LedgerSettings.inDirectory(place))) {
                other.backups().restore(backup.path(), Optional.empty(), BackupContract::no);
                for (var entry : other.outbox().after(0, 1000)) {
                    var run = other.run(entry.subject()).orElseThrow();
                    try (BlobReader reader = other.blobs().open(run.arguments())) {
                        assertThat(reader.size()).isPositive();
                    }
                }
            }
        }
    }

    @Test
    void onlyAnEmptyLedgerTakesABackup() {
        fill(2);
        BackupFile backup = create(KEY);
        assertThatThrownBy(() -> ledger.backups().restore(backup.path(), KEY, BackupContract::no))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("empty");
    }

    @Test
    void otherStoresAddSectionsAndGetThemBack() {
        var extra =
                new ExtraSection() {
                    @Override
                    public String name() {
                        return "graph";
                    }

                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        out.write("(:Node)".repeat(50_000).getBytes(UTF_8));
                    }
                };
        Path folder = directory.resolve("backups");
        BackupFile backup = ledger.backups().create(folder, KEY, List.of(extra));
        var got = new StringBuilder();
        Restored restored =
                ledger.backups()
                        .restore(
                                backup.path(),
                                KEY,
                                (name, in) ->
                                        got.append(name)
                                                .append(new String(in.readAllBytes(), UTF_8)));
        assertThat(restored.extras()).containsExactly("graph");
        assertThat(got.toString()).isEqualTo("graph" + "(:Node)".repeat(50_000));
    }

    @Test
    void aSealedBackupNeedsItsKeyAndShowsNothingWithoutIt() throws IOException {
        ledger.notes().put("canary", "in-the-clear");
        BackupFile sealed = create(KEY);
        BackupFile open = create(Optional.empty());
        assertThat(sealed.sealed()).isTrue();
        assertThat(text(open)).contains("in-the-clear");
        assertThat(text(sealed)).doesNotContain("in-the-clear").doesNotContain("canary");
        assertThatThrownBy(() -> BackupDirectory.verify(sealed.path(), Optional.of(key(2))))
                .isInstanceOf(LedgerCorrupt.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> BackupDirectory.verify(sealed.path(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed.path())))
                .isEqualTo("rw-------");
        assertThat(KEY.toString()).doesNotContain("1");
    }

    @Test
    void anyDamageShows() throws IOException {
        fill(5);
        var random = new Random(8);
        for (BackupFile backup : List.of(create(KEY), create(Optional.empty()))) {
            Optional<BackupKey> key = backup.sealed() ? KEY : Optional.empty();
            byte[] whole = Files.readAllBytes(backup.path());
            for (int i = 0; i < 20; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                assertBad(damaged);
                assertBad(Arrays.copyOf(whole, random.nextInt(whole.length)));
            }
            assertBad(Arrays.copyOf(whole, whole.length - 1));
            assertBad(Arrays.copyOf(whole, whole.length + 1));
            assertBad(Arrays.copyOf(whole, whole.length + 70_000));
            assertBad(twice(whole));
            assertThat(BackupDirectory.verify(backup.path(), key)).isNotEmpty();
        }
    }

    @Test
    void aChangeOfAnyByteShows() throws IOException {
        for (BackupFile backup : List.of(create(KEY), create(Optional.empty()))) {
            byte[] whole = Files.readAllBytes(backup.path());
            for (int i = 0; i < whole.length; i++) {
                // The second makes a carriage return of a line feed.
                for (int change : new int[] {1 << (i % 8), 7}) {
                    byte[] damaged = whole.clone();
                    damaged[i] ^= (byte) change;
                    assertBad(damaged);
                }
                assertBad(Arrays.copyOf(whole, i));
            }
        }
    }

    @Test
    void thinningOutNeverDeletesTheLastGoodBackup() throws IOException {
        var backups = new ArrayList<BackupFile>();
        Path folder = directory.resolve("backups");
        for (int i = 0; i < 4; i++) {
            Instant at = START.plus(Duration.ofDays(i));
            ledger.close();
            ledger = Ledger.open(settings(directory).withTime(() -> at));
            backups.addFirst(create(Optional.empty()));
        }
        assertThat(BackupDirectory.list(folder)).isEqualTo(backups);
        Files.writeString(backups.get(0).path(), "x".repeat(100));
        damageBody(backups.get(1).path());
        assertThat(BackupDirectory.list(folder)).isEqualTo(backups.subList(1, 4));
        assertThat(BackupDirectory.prune(folder, 1, Optional.empty()))
                .containsExactly(backups.get(3));
        assertThat(BackupDirectory.list(folder)).isEqualTo(backups.subList(1, 3));
        damageBody(backups.get(2).path());
        assertThat(BackupDirectory.prune(folder, 1, Optional.empty())).isEmpty();
        assertThat(BackupDirectory.list(directory.resolve("nowhere"))).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftGoesWithTheNextBackup() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("backups"));
        Path abandoned = draft(folder, "abandoned", Duration.ofHours(1));
        Path written = draft(folder, "written", Duration.ofHours(1));
        Path fresh = draft(folder, "fresh", Duration.ZERO);
        try (var channel = FileChannel.open(written, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            create(Optional.empty());
        }
        assertThat(abandoned).doesNotExist();
        assertThat(written).exists();
        assertThat(fresh).exists();
        assertThat(BackupDirectory.list(folder)).hasSize(1);
    }

    @Test
    void aBackupThatIsThinnedOutWhileItIsLookedAtHidesNoOther() throws IOException {
        BackupFile backup = create(Optional.empty());
        Files.createSymbolicLink(
                backup.path().resolveSibling("ledger-gone.umcpbackup"), Path.of("nowhere"));
        assertThat(BackupDirectory.list(directory.resolve("backups")))
                .extracting(BackupFile::path)
                .containsExactly(backup.path());
    }

    private static Path draft(Path folder, String name, Duration age) throws IOException {
        Path draft = Files.writeString(folder.resolve("ledger-" + name + ".umcpbackup.part"), "x");
        Instant touched = Clock.systemUTC().instant().minus(age);
        return Files.setLastModifiedTime(draft, FileTime.from(touched));
    }

    /** With a key, which a damaged byte may ask for. */
    private void assertBad(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("damaged"), content);
        assertThatThrownBy(() -> BackupDirectory.verify(file, KEY))
                .isInstanceOf(LedgerCorrupt.class);
    }

    private static byte[] twice(byte[] content) {
        byte[] both = Arrays.copyOf(content, 2 * content.length);
        System.arraycopy(content, 0, both, content.length, content.length);
        return both;
    }

    private static void damageBody(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length - 20] ^= 1;
        Files.write(file, content);
    }

    private List<Samples.Sample> fill(int runs) {
        var samples = new Samples(runs);
        var all = new ArrayList<Samples.Sample>();
        for (int i = 0; i < runs; i++) {
            Samples.Sample sample = samples.run(ledger.newRunId());
            ledger.record(sample.run(), sample.content());
            all.add(sample);
        }
        ledger.users().create("ada", START);
        ledger.users().grant("ada", "admin", "root", START);
        ledger.apiKeys()
                .create(
                        new ApiKey("k", "ada", "", null, Set.of(), START, null, null),
                        "ab".repeat(32));
        ledger.tasks().create(Task.begun("t", "ada", "{}", START));
        ledger.audit().append(new AuditEvent("ada", "login", null, "ok", null, null));
        return all;
    }

    private static void assertWhole(Ledger other, List<Samples.Sample> samples) {
        for (Samples.Sample sample : samples) {
            assertThat(other.run(sample.run().id())).contains(sample.run());
            for (var blob : sample.content()) {
                try (BlobReader reader = other.blobs().open(blob.sha256())) {
                    assertThat(reader.bytes(1 << 20)).isEqualTo(blob.bytes());
                }
            }
        }
        assertThat(other.users().find("ada").orElseThrow().roles()).containsExactly("admin");
        assertThat(other.apiKeys().findBySecret("ab".repeat(32))).isPresent();
        assertThat(other.tasks().find("t")).isPresent();
        assertThat(other.audit().verify(AuditHead.EMPTY)).isInstanceOf(AuditVerdict.Intact.class);
    }

    private BackupFile create(Optional<BackupKey> key) {
        return ledger.backups().create(directory.resolve("backups"), key, List.of());
    }

    private static String text(BackupFile backup) throws IOException {
        return Files.readString(backup.path(), ISO_8859_1);
    }

    private static void no(String name, InputStream in) {
        throw new AssertionError("no section was added: " + name + in);
    }

    private static BackupKey key(int seed) {
        var secret = new byte[32];
        Arrays.fill(secret, (byte) seed);
        return BackupKey.of(secret);
    }
}
