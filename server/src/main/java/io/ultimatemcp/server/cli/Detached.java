package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.settings.Settings;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 */
final class Detached {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final String READY = "ready ";

    private Detached() {}

    /** Answers the server's URL. */
    static String start(Settings settings, Map<String, String> flags, CommonOptions common) {
        Path log = settings.data().dir().resolve("server.log");
        try {
            Files.createDirectories(settings.data().dir(), OWNER_ONLY);
            var child =
                    new ProcessBuilder(command(settings, flags, common))
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(log.toFile())
                            .start();
            return waitUntilReady(child, log);
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
        command.addAll(List.of("-jar", System.getProperty("java.class.path"), "start"));
        command.addAll(List.of("--data", settings.data().dir().toString()));
        if (common.config != null) {
            command.addAll(List.of("--config", common.config.toString()));
        }
        flags.forEach((key, value) ->
                command.addAll(List.of("--" + key.substring("http.".length()), value)));
        return command;
    }

    private static String waitUntilReady(Process child, Path log)
            throws IOException, InterruptedException {
        for (int tick = 0; tick < 1_200; tick++) {
            var url = readyUrl(log);
            if (!url.isEmpty()) {
                return url;
            }
            if (child.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new CommandFailure(ExitCode.ENVIRONMENT, lastLine(log));
            }
        }
        child.destroy();
        throw new CommandFailure(
                ExitCode.ENVIRONMENT, "the server was not ready after 60 s; see " + log);
    }

    private static String readyUrl(Path log) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            return lines.lines()
                    .filter(line -> line.startsWith(READY))
                    .map(line -> line.substring(READY.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    private static String lastLine(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.isEmpty() ? "the server ended at once; see " + log : lines.getLast();
    }
}
