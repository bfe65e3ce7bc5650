package io.ultimatemcp.server.meter;

import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.graph.model.PoolUse;
import io.ultimatemcp.ledger.backup.BackupFile;
import io.ultimatemcp.ledger.blob.BlobCount;
import io.ultimatemcp.ledger.sql.DatabaseUse;
import io.ultimatemcp.ledger.task.TaskStatus;
import io.ultimatemcp.sandbox.SandboxUse;
import io.ultimatemcp.sandbox.session.SessionUse;
import io.ultimatemcp.server.project.ProjectionLag;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a scrape asks the other rooms. Nothing of it changes or wakes anything.
 *
 * @param version of this program
 * @param data the data directory
 * @param now answered from memory
 * @param stored answered from disk
 */
public record Parts(String version, Path data, Now now, Stored stored) {

    /** Parts that show at once how busy they are. None blocks. */
    public record Now(
            Supplier<McpUse> mcp,
            Supplier<SandboxUse> sandbox,
            Supplier<SessionUse> sessions,
            Supplier<DatabaseUse> ledger,
            Supplier<Optional<EngineStatus>> engine,
            Supplier<Optional<PoolUse>> connections) {}

    /** Parts that have to look. Each may block, and throw when it cannot tell. */
    public record Stored(
            Supplier<ProjectionLag> projection,
            Supplier<BlobCount> contents,
            Supplier<Map<TaskStatus, Long>> tasks,
            Supplier<List<BackupFile>> backups) {}
}
