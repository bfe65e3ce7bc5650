package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.files.Harvest;
import java.util.List;

/**
 * A regular file under {@code /work} that the job made or changed.
 *
 * @param path relative to {@code /work}
 */
public record Artifact(String path, Bytes content) {
    /** Those that were collected. */
    static List<Artifact> of(Harvest.Crop crop) {
        return crop.files().stream()
                .map(file -> new Artifact(file.path(), Bytes.taking(file.content())))
                .toList();
    }

    /** Bytes of the file. */
    public int size() {
        return content.size();
    }
}
