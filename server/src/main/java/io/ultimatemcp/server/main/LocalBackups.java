package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.backup.BackupKey;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.backup.Archive;
import io.ultimatemcp.server.backup.BackupKeys;
import io.ultimatemcp.server.backup.BackupListener;
import io.ultimatemcp.server.backup.Restoration;
import io.ultimatemcp.server.cli.BackupDesk;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import io.ultimatemcp.server.graph.GraphStore;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Backups of a data directory on this machine; its running server makes them where there is one.
 */
final class LocalBackups implements BackupDesk {
    private final Settings settings;
    private final Path data;
    private final Path directory;

    LocalBackups(Settings settings) {
        this.settings = settings;
        this.data = settings.data().dir();
        this.directory = Archive.directory(data, settings.backup());
    }

    @Override
    public ObjectNode create(boolean withGraph, OptionalInt keep) {
        var server = StateFile.client(data);
        if (server.isPresent()) {
            var body = Json.MAPPER.createObjectNode().put("graph", withGraph);
            keep.ifPresent(count -> body.put("keep", count));
            return server.get().post("/api/v1/backups", body, new Cancel.Source());
        }
        if (!Files.isDirectory(data)) {
            throw new CommandFailure(ExitCode.USAGE, "there is nothing in " + data);
        }
        return explained(() -> {
            try (var ledger = Ledgers.open(settings);
                    var graph = new GraphStore(settings.graph(), data)) {
                return new Archive(
                                ledger,
                                graph,
                                Archive.ALWAYS,
                                data,
                                settings.backup(),
                                BackupListener.NONE)
                        .create(LocalPlatform.OWNER.id(), withGraph, keep);
            }
        });
    }

    @Override
    public ArrayNode list() {
        return explained(() -> Archive.list(directory));
    }

    @Override
    public ObjectNode verify(Path file, Optional<Path> key) {
        return explained(() -> Restoration.verify(find(file), key(key)));
    }

    @Override
    public ObjectNode restore(Path file, Optional<Path> key, boolean dryRun) {
        Path found = find(file);
        requireUnused();
        if (dryRun) {
            return explained(() -> Restoration.verify(found, key(key))).put("dry_run", true);
        }
        // before anything is made here; what comes next reads it again, for it may have changed
        explained(() -> Restoration.verify(found, key(key)));
        DataDirectory.prepare(data);
        // no server may start here meanwhile
        try (var _ = StateFile.take(data)) {
            return explained(() -> {
                try (var ledger = Ledgers.open(settings);
                        var graph = new GraphStore(settings.graph(), data)) {
                    return Restoration.run(found, key(key), ledger, graph);
                }
            });
        } catch (IOException e) {
            throw DataDirectory.unusable(data, "its lock file cannot be let go");
        }
    }

    /** A ledger here, or files of a graph, are somebody's. */
    private void requireUnused() {
        if (StateFile.running(data).isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "a server runs on " + data + "; stop it, and restore elsewhere (--data DIR)");
        }
        Stream.of("ledger.db", "blobs", "graph")
                .map(data::resolve)
                .filter(Files::exists)
                .forEach(there -> {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "a backup is restored into an empty data directory only, and "
                                    + there
                                    + " is there; choose another with --data DIR");
                });
        if (!explained(() -> Ledger.isUnused(Ledgers.place(settings)))) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "a backup is restored into an empty ledger only, and "
                            + Ledgers.name(settings)
                            + " holds one; choose another with ledger.url");
        }
    }

    private Path find(Path file) {
        return Stream.of(file.toAbsolutePath(), directory.resolve(file))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.USAGE,
                                "there is no backup "
                                        + file
                                        + ", neither here nor in "
                                        + directory));
    }

    private Optional<BackupKey> key(Optional<Path> file) {
        if (file.isEmpty()) {
            return BackupKeys.of(settings.backup().key());
        }
        try {
            return Optional.of(BackupKeys.of(Files.readString(file.get())));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read the key file " + file.get());
        }
    }

    private static <T> T explained(Supplier<T> action) {
        try {
            return action.get();
        } catch (LedgerCorrupt e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (Conflict | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (LedgerException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()));
        }
    }
}
