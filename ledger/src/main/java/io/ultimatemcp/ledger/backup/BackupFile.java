package io.ultimatemcp.ledger.backup;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A backup that lies in a directory.
 *
 * @param path where
 * @param createdAt when it was made, to the millisecond
 * @param size bytes
 * @param sealed whether a key is needed to read it
 */
public record BackupFile(Path path, Instant createdAt, long size, boolean sealed) {}
