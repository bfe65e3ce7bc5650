package io.ultimatemcp.server.backup;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.audit.AuditEvent;
import io.ultimatemcp.ledger.backup.BackupDirectory;
import io.ultimatemcp.ledger.backup.BackupFile;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.server.graph.GraphStore;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes backups of a server that goes on working. Safe for any thread; one backup at a time.
 *
 * <p>The ledger shows one moment. The graph is copied right after it, and while both are copied
 * nothing is carried from the one to the other, so what the copied graph knows of runs is never
 * newer than the copied ledger.
 */
public final class Archive {
    private final Ledger ledger;
    private final GraphStore graph;
    private final Stillness stillness;
    private final Path directory;
    private final Settings.Backup settings;
    private final BackupListener listener;
    private final ReentrantLock one = new ReentrantLock();

    /** Keeps the graph as it is while something is done. */
    @FunctionalInterface
    public interface Stillness {
        /**
         * Runs {@code action} while no run is carried to the graph. What it is given throws a
         * {@link io.ultimatemcp.ledger.fault.LedgerException} when one may have been after all.
         */
        BackupFile during(Function<Runnable, BackupFile> action);
    }

    /** Nothing carries runs to the graph in this process. */
    public static final Stillness ALWAYS = action -> action.apply(() -> {});

    public Archive(
            Ledger ledger,
            GraphStore graph,
            Stillness stillness,
            Path data,
            Settings.Backup settings,
            BackupListener listener) {
        this.ledger = ledger;
        this.graph = graph;
        this.stillness = stillness;
        this.directory = directory(data, settings);
        this.settings = settings;
        this.listener = listener;
    }

    /** Where backups are kept. */
    public static Path directory(Path data, Settings.Backup settings) {
        return settings.dir().orElseGet(() -> data.resolve("backups"));
    }

    /**
     * Makes a backup and lets old ones go, but never the last good one.
     *
     * @param actor who wants it, for the audit chain
     * @param withGraph false leaves the graph out
     * @param keep how many stay, else as the settings say
     * @return {@code file, created_at, size_bytes, sealed, graph, deleted[]}
     * @throws Refusal 409 while another one is made, 503 when a store does not answer
     */
    public ObjectNode create(String actor, boolean withGraph, OptionalInt keep) {
        if (!one.tryLock()) {
            throw new Refusal(Problem.of(ErrorCode.CONFLICT, "another backup is being made"));
        }
        boolean made = false;
        try {
            ObjectNode view = create(actor, withGraph, keep.orElse(settings.keep()));
            made = true;
            return view;
        } catch (LedgerCorrupt e) {
            throw new Refusal(
                    Problem.of(ErrorCode.LEDGER_UNAVAILABLE, String.valueOf(e.getMessage())));
        } finally {
            one.unlock();
            listener.ended(made);
        }
    }

    private ObjectNode create(String actor, boolean withGraph, int keep) {
        boolean graphToo = withGraph && graph.holdsAnything();
        var key = BackupKeys.of(settings.key());
        BackupFile made =
                stillness.during(check ->
                        ledger.backups()
                                .create(
                                        directory,
                                        key,
                                        graphToo
                                                ? List.of(new GraphPart(graph, check))
                                                : List.of()));
        var view = view(made).put("graph", graphToo);
        var deleted = view.putArray("deleted");
        BackupDirectory.prune(directory, keep, key).forEach(file -> deleted.add(name(file)));
        ledger.audit().append(new AuditEvent(actor, "backup.create", name(made), "ok", null, null));
        return view;
    }

    /** The files of the backups that are there, the newest first. */
    public List<BackupFile> files() {
        return BackupDirectory.list(directory);
    }

    /** The backups that are there, the newest first. */
    public ArrayNode list() {
        return list(directory);
    }

    /** The backups of a directory, the newest first. */
    public static ArrayNode list(Path directory) {
        var list = Json.MAPPER.createArrayNode();
        BackupDirectory.list(directory).forEach(file -> list.add(view(file)));
        return list;
    }

    private static ObjectNode view(BackupFile file) {
        return Json.MAPPER
                .createObjectNode()
                .put("file", file.path().toString())
                .put("created_at", file.createdAt().toString())
                .put("size_bytes", file.size())
                .put("sealed", file.sealed());
    }

    private static String name(BackupFile file) {
        return file.path().getFileName().toString();
    }
}
