package io.ultimatemcp.ledger.backup;

import io.ultimatemcp.ledger.blob.Blobs;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.sql.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One restore: files first, then all rows in one transaction, then what belongs to others. */
final class Restore {
    private static final long TURN_BYTES = 1L << 20;

    private final Database database;
    private final Blobs blobs;
    private final ExtraReader extras;
    private int files;
    private long rows;
    private final List<String> handedOn = new ArrayList<>();

    Restore(Database database, Blobs blobs, ExtraReader extras) {
        this.database = database;
        this.blobs = blobs;
        this.extras = extras;
    }

    Restored run(BackupReader reader) throws IOException {
        database.read(handle -> {
            requireEmpty(handle);
            return true;
        });
        Optional<BackupReader.Body> section = reader.next();
        for (; section.isPresent() && is(section, "blobs/"); section = reader.next()) {
            stage(section.get());
        }
        section = loadRows(reader, section);
        for (; section.isPresent(); section = reader.next()) {
            String name = after(section.get().name(), "extra/");
            extras.read(name, section.get());
            handedOn.add(name);
        }
        return new Restored(rows, files, handedOn);
    }

    private void stage(BackupReader.Body section) {
        String expected = after(section.name(), "blobs/");
        if (!blobs.stage(section).sha256().hex().equals(expected)) {
            throw new LedgerCorrupt("content " + expected + " of the backup is damaged", null);
        }
        files++;
    }

    private Optional<BackupReader.Body> loadRows(
            BackupReader reader, Optional<BackupReader.Body> first) throws IOException {
        try {
            return database.write(TURN_BYTES, handle -> loadRows(handle, reader, first));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<BackupReader.Body> loadRows(
            Handle handle, BackupReader reader, Optional<BackupReader.Body> first) {
        requireEmpty(handle);
        handle.execute("DELETE FROM notes");
        Optional<BackupReader.Body> section = first;
        try {
            for (; section.isPresent() && is(section, "rows/"); section = reader.next()) {
                String table = after(section.get().name(), "rows/");
                if (!Tables.ALL.containsKey(table)) {
                    throw new LedgerCorrupt(
                            "the backup has a table " + table + " that this version lacks", null);
                }
                rows += Rows.load(handle, table, section.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        intoRows(handle);
        Tables.SEQUENCES.forEach((table, last) ->
                database.continueAfter(
                        handle, table, handle.createQuery(last).mapTo(Long.class).one()));
        return section;
    }

    /**
     * Contents that were files where the backup was made are rows here if this ledger wants them
     * so: other nodes do not see the files of this one.
     */
    private void intoRows(Handle handle) {
        List<String> names =
                handle.createQuery(
                                """
                                SELECT sha256 FROM blobs
                                WHERE data IS NULL AND size <= :inline ORDER BY sha256\
                                """)
                        .bind("inline", blobs.inline())
                        .mapTo(String.class)
                        .list();
        for (String name : names) {
            try (var content = blobs.openFile(new Sha256(name))) {
                handle.createUpdate("UPDATE blobs SET data = :data WHERE sha256 = :sha256")
                        .bind("data", content.readAllBytes())
                        .bind("sha256", name)
                        .execute();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Only notes may be there: a ledger that was just opened makes some. */
    private static void requireEmpty(Handle handle) {
        for (String table : Tables.ALL.keySet()) {
            boolean filled =
                    handle.createQuery("SELECT 1 FROM " + table + " LIMIT 1")
                            .mapTo(Integer.class)
                            .findOne()
                            .isPresent();
            if (filled && !table.equals("notes")) {
                throw new Conflict(
                        "a backup is restored into an empty ledger only, and this one has " + table,
                        null);
            }
        }
    }

    private static boolean is(Optional<BackupReader.Body> section, String kind) {
        return section.map(body -> body.name().startsWith(kind)).orElse(false);
    }

    private static String after(String name, String kind) {
        if (!name.startsWith(kind)) {
            throw new LedgerCorrupt("the backup has the section " + name + " out of order", null);
        }
        return name.substring(kind.length());
    }
}
