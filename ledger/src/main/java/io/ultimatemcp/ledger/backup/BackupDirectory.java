package io.ultimatemcp.ledger.backup;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.sql.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of backups: listing, checking and thinning out need no ledger. */
public final class BackupDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(BackupDirectory.class);
    private static final String SUFFIX = ".umcpbackup";
    private static final String DRAFT = ".part";

    /** Longer than a draft may be there before its writer has locked it. */
    private static final Duration DRAFT_AGE = Duration.ofMinutes(10);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private BackupDirectory() {}

    /** Something that writes the body of a backup. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Something that reads the body of a backup to its end. */
    @FunctionalInterface
    interface Visit<T> {
        T read(BackupReader reader) throws IOException;
    }

    /**
     * The backups of a directory, the newest first. Files that are no backups are left out.
     *
     * @param directory may be absent
     * @return what is there
     */
    public static List<BackupFile> list(Path directory) {
        var backups = new ArrayList<BackupFile>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : found) {
                look(file).ifPresent(backups::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot list " + directory, e);
        }
        backups.sort(Comparator.comparing(BackupFile::createdAt).reversed());
        return backups;
    }

    /**
     * Reads a backup from end to end and holds it to its seals, checksums and manifest.
     *
     * @param file the backup
     * @param key needed if it is sealed
     * @return its sections
     * @throws LedgerCorrupt if it is damaged, cut off, or sealed with another key
     * @throws IllegalArgumentException if it is sealed and no key is given
     */
    public static List<Section> verify(Path file, Optional<BackupKey> key) {
        return read(
                file,
                key,
                reader -> {
                    while (reader.next().isPresent()) {}
                    return reader.sections();
                });
    }

    /**
     * Deletes old backups, but never the newest good one: as long as no backup that stays can be
     * read from end to end, the newest that can stays too.
     *
     * @param directory where they are
     * @param keep how many of the newest stay, at least 1
     * @param key needed to check sealed ones; without it a sealed one does not count as good
     * @return what was deleted
     */
    public static List<BackupFile> prune(Path directory, int keep, Optional<BackupKey> key) {
        if (keep < 1) {
            throw new IllegalArgumentException("keep must be at least 1, not " + keep);
        }
        List<BackupFile> all = list(directory);
        Optional<BackupFile> good = all.stream().filter(file -> isGood(file, key)).findFirst();
        var deleted = new ArrayList<BackupFile>();
        if (good.isEmpty()) {
            return deleted;
        }
        for (BackupFile file : all.subList(Math.min(keep, all.size()), all.size())) {
            if (!file.equals(good.get())) {
                delete(file.path());
                deleted.add(file);
            }
        }
        return deleted;
    }

    static BackupFile write(
            Path directory, BackupHeader header, Optional<BackupKey> key, Body body) {
        PrivateFiles.makeDirectory(directory);
        removeDrafts(directory, header.createdAt().minus(DRAFT_AGE));
        Path target = directory.resolve("ledger-" + STAMP.format(header.createdAt()) + SUFFIX);
        Path draft = directory.resolve(target.getFileName() + DRAFT);
        PrivateFiles.makeFile(draft);
        try {
            writeDraft(draft, header, key, body);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
                folder.force(true);
            }
            return new BackupFile(target, header.createdAt(), Files.size(target), header.sealed());
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot write the backup " + target, e);
        } finally {
            delete(draft);
        }
    }

    static <T> T read(Path file, Optional<BackupKey> key, Visit<T> visit) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Frames frames = BackupHeader.read(in).frames(key);
            return visit.read(new BackupReader(new SealedInput(in, frames)));
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot read the backup " + file, e);
        }
    }

    private static void writeDraft(
            Path draft, BackupHeader header, Optional<BackupKey> key, Body body)
            throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                draft,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING);
                var out =
                        new DataOutputStream(
                                new BufferedOutputStream(Channels.newOutputStream(file)))) {
            var _ = lock(file); // let go when the file is closed
            header.write(out);
            var sealed = new SealedOutput(out, header.frames(key));
            body.writeTo(sealed);
            sealed.finish();
            file.force(true);
        }
    }

    /** Null on a file system without locks, where abandoned drafts are left. */
    private static @Nullable FileLock lock(FileChannel file) {
        try {
            return file.lock();
        } catch (IOException e) {
            LOG.debug("drafts of backups cannot be locked", e);
            return null;
        }
    }

    /**
     * Removes what killed writers left. The lock of one that lives, in this or another process,
     * keeps its draft; what cannot be removed is in nobody's way.
     */
    private static void removeDrafts(Path directory, Instant before) {
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(directory, "*" + SUFFIX + DRAFT)) {
            for (Path draft : found) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(before)) {
                    removeAbandoned(draft);
                }
            }
        } catch (IOException e) {
            LOG.debug("drafts of backups are left in {}", directory, e);
        }
    }

    private static void removeAbandoned(Path draft) throws IOException {
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE);
                @Nullable FileLock lock = file.tryLock()) {
            if (lock != null) {
                Files.delete(draft);
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is being written by this process", draft);
        }
    }

    private static Optional<BackupFile> look(Path file) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            BackupHeader header = BackupHeader.read(in);
            return Optional.of(
                    new BackupFile(file, header.createdAt(), Files.size(file), header.sealed()));
        } catch (LedgerCorrupt e) {
            return Optional.empty(); // it has the name of a backup only
        } catch (NoSuchFileException e) {
            return Optional.empty(); // thinned out since it was listed
        }
    }

    private static boolean isGood(BackupFile file, Optional<BackupKey> key) {
        if (file.sealed() && key.isEmpty()) {
            return false;
        }
        try {
            verify(file.path(), key);
            return true;
        } catch (LedgerException e) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot delete " + file, e);
        }
    }
}
