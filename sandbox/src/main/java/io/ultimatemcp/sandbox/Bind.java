package io.ultimatemcp.sandbox;

import java.nio.file.Path;

/**
 * A part of the host's file system that the job may read but never write. Only trusted callers make
 * these; nothing of a stranger's request may reach {@code source}.
 *
 * @param source absolute path on the host
 * @param target absolute path inside the sandbox, outside {@code /work}, {@code /tmp}, {@code
 *     /proc} and {@code /dev}
 */
public record Bind(Path source, String target) {}
