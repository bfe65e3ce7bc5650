package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.blob.Sha256;

/**
 * A file that a run left behind.
 *
 * @param path relative, with forward slashes, unique within the run, 1…1024 characters
 * @param size bytes
 * @param mimeType RFC 6838 media type
 * @param sha256 names the blob that holds the content
 */
public record Artifact(String path, long size, String mimeType, Sha256 sha256) {
    /** Refuses a path or type that cannot be stored, with {@link IllegalArgumentException}. */
    public Artifact {
        Words.check("artifacts.path", path, 1024);
        Words.check("artifacts.mimeType", mimeType, 255);
        if (size < 0) {
            throw new IllegalArgumentException("artifacts.size must not be negative: " + size);
        }
    }
}
