package io.ultimatemcp.sandbox.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/** Opens directories so that they stay usable when their path and all processes are gone. */
public final class Pinned {
    private Pinned() {}

    /** Keeps the directory, and the file system that it is on, until the stream is closed. */
    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    public static SecureDirectoryStream<Path> open(Path directory) throws IOException {
        if (Files.newDirectoryStream(directory) instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this Java has no openat");
    }
}
