package io.ultimatemcp.graph.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The files beside the store that tell who runs it: {@code pid}, {@code port}, {@code password},
 * each mode 0600.
 */
final class RunFiles {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path home;

    RunFiles(Path home) {
        this.home = home;
    }

    void makeHome() throws IOException {
        directory(home);
    }

    /**
     * Makes the directories, readable by their owner only, and empties the one for scratch files.
     */
    void prepare() throws IOException {
        directory(home);
        directory(run());
        directory(home.resolve("logs"));
        if (Files.isDirectory(scratch())) {
            try (Stream<Path> leftovers = Files.walk(scratch())) {
                for (Path path : leftovers.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
        directory(scratch());
    }

    /** A new password for every start: nothing to rotate, nothing old to leak. */
    Secret newPassword() throws IOException {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var password = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        write(passwordFile(), password.value());
        return password;
    }

    void running(long pid, int port) throws IOException {
        write(run().resolve("pid"), Long.toString(pid));
        write(run().resolve("port"), Integer.toString(port));
    }

    /** The process that the last start left, or 0. */
    long lastPid() throws IOException {
        Path file = run().resolve("pid");
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        String text = Files.readString(file).strip();
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
    }

    void stopped() throws IOException {
        for (String name : new String[] {"pid", "port", "password"}) {
            Files.deleteIfExists(run().resolve(name));
        }
    }

    Path passwordFile() {
        return run().resolve("password");
    }

    Path log() {
        return home.resolve("logs").resolve("engine.log");
    }

    Path scratch() {
        return home.resolve("tmp");
    }

    private Path run() {
        return home.resolve("run");
    }

    private static void directory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void write(Path file, String line) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, line + "\n");
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
