package io.ultimatemcp.graph.projection;

/**
 * A file that a run left; {@code path} is relative and unique within the run, {@code size} in
 * bytes.
 */
public record ArtifactNode(String path, long size, String mimeType, String sha256) {}
