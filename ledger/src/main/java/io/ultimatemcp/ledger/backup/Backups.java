package io.ultimatemcp.ledger.backup;

import io.ultimatemcp.ledger.blob.Blobs;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Makes and restores backups of a ledger while it is in use. A backup shows one moment: all rows
 * are read in one transaction that sees no later change, and a file that a row names is never
 * altered. Calls block; they hold up no writer.
 */
public final class Backups {
    private final Database database;
    private final Blobs blobs;
    private final InstantSource time;

    /**
     * Opens the backups of a ledger.
     *
     * @param database holds the rows
     * @param blobs holds the contents
     * @param time dates a backup
     */
    public Backups(Database database, Blobs blobs, InstantSource time) {
        this.database = database;
        this.blobs = blobs;
        this.time = time;
    }

    /**
     * Makes a backup; when this returns, the file is whole and on the disk.
     *
     * @param directory where; made when absent, with mode 0700
     * @param key seals the file; absent leaves it readable by whoever gets hold of it
     * @param extras what other stores add
     * @return the file
     * @throws io.ultimatemcp.ledger.fault.LedgerUnavailable if it cannot be written
     * @throws LedgerCorrupt if a content is damaged or missing
     */
    public BackupFile create(
            Path directory, Optional<BackupKey> key, List<? extends ExtraSection> extras) {
        BackupHeader header = BackupHeader.fresh(time.instant(), key.isPresent());
        return BackupDirectory.write(directory, header, key, out -> write(out, extras));
    }

    /**
     * Brings a backup back into this ledger, which must be empty. The rows appear all at once, at
     * the end; a restore that fails leaves files that the sweep removes and nothing else.
     *
     * @param file is checked from end to end before anything is written
     * @param key needed if the file is sealed
     * @param extras takes the sections of other stores, after the ledger is complete
     * @return what was brought back
     * @throws io.ultimatemcp.ledger.fault.Conflict if this ledger holds anything
     * @throws LedgerCorrupt if the file is damaged, or the key is another
     */
    public Restored restore(Path file, Optional<BackupKey> key, ExtraReader extras) {
        BackupDirectory.verify(file, key);
        return BackupDirectory.read(
                file, key, reader -> new Restore(database, blobs, extras).run(reader));
    }

    private void write(OutputStream out, List<? extends ExtraSection> extras) throws IOException {
        var writer = new BackupWriter(out);
        try {
            database.snapshot(handle -> {
                writeLedger(handle, writer);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (ExtraSection extra : extras) {
            writer.section("extra/" + extra.name(), extra::writeTo);
        }
        writer.finish();
    }

    private void writeLedger(Handle handle, BackupWriter writer) {
        try {
            for (String sha256 : files(handle)) {
                Section written = writer.section("blobs/" + sha256, to -> copy(sha256, to));
                if (!written.sha256().equals(sha256)) {
                    throw new LedgerCorrupt("content " + sha256 + " is damaged", null);
                }
            }
            for (Map.Entry<String, String> table : Tables.ALL.entrySet()) {
                writer.section(
                        "rows/" + table.getKey(),
                        to -> Rows.export(handle, table.getKey(), table.getValue(), to));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Handle handle) {
        return handle.createQuery("SELECT sha256 FROM blobs WHERE data IS NULL ORDER BY sha256")
                .mapTo(String.class)
                .list();
    }

    private void copy(String sha256, OutputStream to) throws IOException {
        try (InputStream content = blobs.openFile(new Sha256(sha256))) {
            content.transferTo(to);
        }
    }
}
