package io.ultimatemcp.server.main;

import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** The directory that holds everything worth keeping; only its owner may look inside. */
final class DataDirectory {
    private DataDirectory() {}

    /** Makes it when it is not there; refuses with one sentence what cannot be written. */
    static void prepare(Path directory) {
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Path trial = Files.createTempFile(directory, ".writable", null);
            Files.delete(trial);
        } catch (FileAlreadyExistsException e) {
            throw unusable(directory, "it is not a directory");
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable(directory, "it is not writable");
        }
    }

    /** A name for this directory, the same at every start, made at the first. */
    static String nodeId(Path directory) {
        Path file = directory.resolve("node.id");
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            prepare(directory);
            Path fresh = Files.createTempFile(directory, ".node", null);
            try {
                Files.writeString(fresh, UUID.randomUUID() + "\n");
                // A link never replaces: of two processes that start together one wins.
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
                return Files.readString(file).strip();
            } finally {
                Files.delete(fresh);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(directory, "its node.id cannot be made or read");
        }
    }

    static CommandFailure unusable(Path directory, String why) {
        return new CommandFailure(
                ExitCode.ENVIRONMENT,
                "cannot use the data directory "
                        + directory
                        + ": "
                        + why
                        + "; choose another with --data DIR");
    }
}
