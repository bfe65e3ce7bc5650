package io.ultimatemcp.ledger.blob;

import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.sql.Database;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Removes files that nothing refers to: left by a crash between file and row, staged and never
 * recorded, or released long ago.
 *
 * <p>A file goes only inside a turn of the writer, where no other process can be about to refer to
 * it, and only when it is old; whoever finds it useful before makes it young again.
 */
final class BlobSweep {
    private static final int BATCH = 100;
    private static final int BATCH_BYTES = 1024;

    private final Database database;
    private final BlobFiles files;

    BlobSweep(Database database, BlobFiles files) {
        this.database = database;
        this.files = files;
    }

    /** Removes what was last touched before {@code before}; returns how many files that were. */
    int sweep(Instant before) {
        int swept = 0;
        for (Path draft : list(files.temporary(), before)) {
            swept += delete(draft);
        }
        for (Path folder : folders()) {
            List<Path> old = list(folder, before);
            for (int i = 0; i < old.size(); i += BATCH) {
                List<Path> batch = old.subList(i, Math.min(old.size(), i + BATCH));
                swept += database.write(BATCH_BYTES, handle -> sweep(handle, batch, before));
            }
        }
        return swept;
    }

    private static int sweep(Handle handle, List<Path> batch, Instant before) {
        int swept = 0;
        for (Path file : batch) {
            if (isOld(file, before) && !isReferredTo(handle, file)) {
                swept += delete(file);
            }
        }
        return swept;
    }

    private static boolean isReferredTo(Handle handle, Path file) {
        return handle.createQuery("SELECT 1 FROM blobs WHERE sha256 = :sha256 AND data IS NULL")
                .bind("sha256", "" + file.getName(file.getNameCount() - 2) + file.getFileName())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private List<Path> folders() {
        var folders = new ArrayList<Path>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(files.directory(), "[0-9a-f][0-9a-f]")) {
            found.forEach(folders::add);
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot list " + files.directory(), e);
        }
        return folders;
    }

    private static List<Path> list(Path folder, Instant before) {
        var old = new ArrayList<Path>();
        if (!Files.isDirectory(folder)) {
            return old;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path file : found) {
                if (isOld(file, before)) {
                    old.add(file);
                }
            }
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot list " + folder, e);
        }
        return old;
    }

    private static boolean isOld(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot look at " + file, e);
        }
    }

    private static int delete(Path file) {
        try {
            return Files.deleteIfExists(file) ? 1 : 0;
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot delete " + file, e);
        }
    }
}
