package io.ultimatemcp.ledger.blob;

import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.fault.TooLarge;
import io.ultimatemcp.ledger.sql.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Contents as files {@code ab/cdef…} below one directory.
 *
 * <p>A file appears under its name only when all its bytes are on the disk: written to a temporary
 * name, flushed, renamed, and the directory flushed too. So whatever has a name is whole, and a row
 * that is committed afterwards never refers to nothing, whenever the power goes.
 */
final class BlobFiles {
    private static final int CHUNK = 1 << 16;

    private final Path directory;
    private final Path temporary;
    private final InstantSource time;

    BlobFiles(Path directory, InstantSource time) {
        this.directory = directory;
        this.temporary = directory.resolve("tmp");
        this.time = time;
    }

    Path directory() {
        return directory;
    }

    Path temporary() {
        return temporary;
    }

    Path path(Sha256 sha256) {
        return directory.resolve(sha256.hex().substring(0, 2)).resolve(sha256.hex().substring(2));
    }

    OptionalLong size(Sha256 sha256) {
        try {
            return OptionalLong.of(Files.size(path(sha256)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot look at " + path(sha256), e);
        }
    }

    FileChannel open(Sha256 sha256) throws IOException {
        return FileChannel.open(path(sha256), StandardOpenOption.READ);
    }

    byte[] load(Sha256 sha256) {
        try {
            return Files.readAllBytes(path(sha256));
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot read " + path(sha256), e);
        }
    }

    /** Stores what the stream gives; content that is there already is kept and made young again. */
    StagedBlob store(InputStream content, long largest) {
        PrivateFiles.makeDirectory(temporary);
        Path draft = temporary.resolve(UUID.randomUUID().toString());
        try {
            StagedBlob blob = write(content, draft, largest);
            publish(draft, blob);
            return blob;
        } catch (IOException e) {
            throw new LedgerUnavailable(
                    "cannot store content below " + directory + ": " + e.getMessage(), e);
        } finally {
            discard(draft);
        }
    }

    /** Makes a file that is there look new, so that no sweep takes it; false if it is not there. */
    boolean refresh(Sha256 sha256, long size) {
        if (size(sha256).orElse(-1) != size) {
            return false;
        }
        try {
            Files.setLastModifiedTime(path(sha256), FileTime.from(time.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot touch " + path(sha256), e);
        }
    }

    private StagedBlob write(InputStream content, Path draft, long largest) throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        try (FileChannel file =
                FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            var chunk = new byte[CHUNK];
            for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
                size += count;
                if (size > largest) {
                    throw new TooLarge("content is larger than " + largest + " bytes");
                }
                digest.update(chunk, 0, count);
                for (var rest = ByteBuffer.wrap(chunk, 0, count); rest.hasRemaining(); ) {
                    file.write(rest);
                }
            }
            file.force(true);
        }
        return new StagedBlob(Sha256.finish(digest), size);
    }

    private void publish(Path draft, StagedBlob blob) throws IOException {
        if (refresh(blob.sha256(), blob.size())) {
            return;
        }
        Path target = path(blob.sha256());
        Path folder = directory.resolve(blob.sha256().hex().substring(0, 2));
        boolean fresh = !Files.isDirectory(folder);
        PrivateFiles.makeDirectory(folder);
        Files.setLastModifiedTime(draft, FileTime.from(time.instant()));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        flush(folder);
        if (fresh) {
            flush(directory);
        }
    }

    private static void flush(Path folder) throws IOException {
        try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
            open.force(true);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            draft.toFile().deleteOnExit(); // the sweep takes it otherwise
        }
    }
}
