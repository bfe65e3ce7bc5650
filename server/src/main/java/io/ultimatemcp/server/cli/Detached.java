package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.settings.Settings;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Starts a second process that serves, in a session of its own, and waits until it says that it is
 * ready.
 *
 * <p>It logs to {@code server.log} in the data directory, which it keeps small itself. What the JVM
 * says, above all why it died, goes to {@code server.err}: a few lines, and those of the start
 * before in {@code server.err.1}.
 */
final class Detached {
    /** The flag of {@code start} that names the file to log to. */
    static final String LOG_FILE = "--log-file";

    private static final String READY = "ready ";

    private Detached() {}

    /** Answers the server's URL. */
    static String start(Settings settings, Map<String, String> flags, CommonOptions common) {
        Path directory = settings.data().dir();
        Path said = directory.resolve("server.err");
        try {
            Files.createDirectories(directory, ownerOnly("rwx------"));
            if (Files.exists(said)) {
                Files.move(
                        said,
                        directory.resolve("server.err.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(said, ownerOnly("rw-------"));
            var child =
                    new ProcessBuilder(command(settings, flags, common))
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            return waitUntilReady(child, said);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT, "cannot start in the background: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ENVIRONMENT, "interrupted while the server started");
        }
    }

    /**
     * This very JVM's command line up to the application's arguments, then {@code start} without
     * {@code --detach}.
     */
    private static List<String> command(
            Settings settings, Map<String, String> flags, CommonOptions common) {
        var command = new ArrayList<String>(List.of("setsid"));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(
                java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-XX:+ErrorFileToStderr");
        command.addAll(List.of("-jar", System.getProperty("java.class.path"), "start"));
        command.addAll(List.of(LOG_FILE, settings.data().dir().resolve("server.log").toString()));
        command.addAll(List.of("--data", settings.data().dir().toString()));
        if (common.config != null) {
            command.addAll(List.of("--config", common.config.toString()));
        }
        flags.forEach((key, value) ->
                command.addAll(List.of("--" + key.substring("http.".length()), value)));
        return command;
    }

    private static String waitUntilReady(Process child, Path said)
            throws IOException, InterruptedException {
        for (int tick = 0; tick < 1_200; tick++) {
            var url = readyUrl(said);
            if (!url.isEmpty()) {
                return url;
            }
            if (child.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new CommandFailure(ExitCode.ENVIRONMENT, lastLine(said));
            }
        }
        child.destroy();
        throw new CommandFailure(
                ExitCode.ENVIRONMENT,
                "the server was not ready after 60 s; see server.log and server.err in "
                        + said.getParent());
    }

    private static String readyUrl(Path said) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(said, StandardCharsets.UTF_8)) {
            return lines.lines()
                    .filter(line -> line.startsWith(READY))
                    .map(line -> line.substring(READY.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    private static String lastLine(Path said) throws IOException {
        var lines = Files.readAllLines(said);
        return lines.isEmpty()
                ? "the server ended at once; see server.log in " + said.getParent()
                : lines.getLast();
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerOnly(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
