package io.ultimatemcp.sandbox;

/**
 * A regular file under {@code /work} that the job made or changed.
 *
 * @param path relative to {@code /work}
 */
public record Artifact(String path, Bytes content) {
    /** Bytes of the file. */
    public int size() {
        return content.size();
    }
}
