package io.ultimatemcp.ledger.sql;

import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories and files that only their owner can read: modes 0700 and 0600. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /**
     * Makes a directory and those above it; one that exists keeps its mode.
     *
     * @param directory which
     * @throws LedgerUnavailable if it cannot be made or written
     */
    public static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new LedgerUnavailable(
                    "cannot make the directory " + directory + ": " + reason(e), e);
        }
        if (!Files.isWritable(directory)) {
            throw new LedgerUnavailable(
                    "the directory " + directory + " is not writable for this user", null);
        }
    }

    /**
     * Makes an empty file, with its directory; one that exists is left alone.
     *
     * @param file which
     * @throws LedgerUnavailable if it cannot be made or written
     */
    public static void makeFile(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            makeDirectory(directory);
        }
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
                throw new LedgerUnavailable(file + " is not a writable file for this user", e);
            }
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot make the file " + file + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("Exception$", "") + " " + e.getMessage();
    }
}
