package io.ultimatemcp.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Backups of one data directory, as the commands need them. */
public interface BackupDesk {
    /** Makes one, through the running server or else here. */
    ObjectNode create(boolean withGraph, OptionalInt keep);

    /** Those that are there, the newest first. */
    ArrayNode list();

    /**
     * Reads one from end to end.
     *
     * @param file a path, or a name in the directory of backups
     * @param key file with the secret that sealed it; else the settings' own
     * @throws CommandFailure when it is damaged, cut off or sealed otherwise
     */
    ObjectNode verify(Path file, Optional<Path> key);

    /**
     * Brings one back into a data directory that holds nothing yet.
     *
     * @param dryRun checks everything and changes nothing
     * @throws CommandFailure as {@link #verify}, or when the data directory is in use
     */
    ObjectNode restore(Path file, Optional<Path> key, boolean dryRun);
}
