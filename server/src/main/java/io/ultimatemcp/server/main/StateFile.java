package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.sql.PrivateFiles;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import io.ultimatemcp.server.cli.RunningServer;
import io.ultimatemcp.server.guard.identity.AdminToken;
import io.ultimatemcp.server.tool.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Says which server runs on a data directory: {@code server.lock}, locked as long as it lives (the
 * kernel lets go when it dies, however it dies), and {@code server.json} with its address. Who only
 * wants to know whether one runs shares the lock for a moment, so a server that starts then asks
 * again for a while.
 */
final class StateFile implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private StateFile(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the directory for this process; refuses when another server has it. */
    static StateFile take(Path directory) {
        try {
            PrivateFiles.makeFile(lockFile(directory));
            var channel = FileChannel.open(lockFile(directory), StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) {
                channel.close();
                String where =
                        read(directory)
                                .map(server ->
                                        " at " + server.url() + " (pid " + server.pid() + ")")
                                .orElse("");
                throw new CommandFailure(
                        ExitCode.ENVIRONMENT,
                        "a server already runs on "
                                + directory
                                + where
                                + "; stop it with: ultimate-mcp stop");
            }
            return new StateFile(stateFile(directory), channel, lock);
        } catch (IOException | LedgerUnavailable e) {
            throw DataDirectory.unusable(directory, "its lock file cannot be opened");
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        long begin = System.nanoTime();
        FileLock lock = channel.tryLock();
        try {
            while (lock == null && System.nanoTime() - begin < PATIENCE.toNanos()) {
                Thread.sleep(PAUSE);
                lock = channel.tryLock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return lock;
    }

    /**
     * The server that runs on {@code directory}; one that died is not running whatever its file
     * says.
     */
    static Optional<RunningServer> running(Path directory) {
        if (!Files.exists(lockFile(directory))) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(lockFile(directory), StandardOpenOption.READ);
                @Nullable FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null ? read(directory) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Speaks to the server that runs on {@code directory}, when there is one. */
    static Optional<RestClient> client(Path directory) {
        return running(directory)
                .map(server -> {
                    try {
                        return new RestClient(
                                URI.create(server.url()), AdminToken.ensure(directory));
                    } catch (IOException e) {
                        throw DataDirectory.unusable(directory, "its admin token cannot be read");
                    }
                });
    }

    void write(RunningServer server) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        PrivateFiles.makeFile(fresh);
        Files.write(fresh, Json.MAPPER.writeValueAsBytes(server));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        lock.release();
        channel.close();
    }

    /** What is written there, also by this process, whose own lock would be in its way. */
    static Optional<RunningServer> read(Path directory) {
        try {
            return Optional.of(
                    Json.MAPPER.readValue(
                            Files.readAllBytes(stateFile(directory)), RunningServer.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static Path lockFile(Path directory) {
        return directory.resolve("server.lock");
    }

    private static Path stateFile(Path directory) {
        return directory.resolve("server.json");
    }
}
