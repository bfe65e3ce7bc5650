package io.ultimatemcp.sandbox.bubblewrap;

import io.ultimatemcp.sandbox.files.Planting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/** The directories of a stage's file system, with their owners and permissions. */
final class Furnishing {
    private static final int READABLE = 0755;
    private static final int PIPE = 0600;
    private static final int PRIVATE = 0700;
    private static final int SHARED = 01777;

    private Furnishing() {}

    /**
     * Makes them below {@code base}.
     *
     * @param planting for what is to be the program's
     * @param systemFiles name to content of {@code /etc}
     */
    static void of(Path base, Planting planting, Map<String, byte[]> systemFiles)
            throws IOException {
        Files.createDirectory(base.resolve("control"));
        Files.setAttribute(base.resolve("control"), "unix:mode", PRIVATE);
        for (String name : Streams.NAMES) {
            planting.own(base.resolve(name), PIPE);
        }
        planting.directory(base.resolve("work"), PRIVATE);
        planting.directory(base.resolve("tmp"), SHARED);
        planting.directory(base.resolve("shm"), SHARED);
        var ours = new Planting(OptionalLong.empty());
        ours.directory(base.resolve("empty"), READABLE);
        ours.directory(base.resolve("job"), READABLE);
        ours.directory(base.resolve("etc"), READABLE);
        ours.directory(base.resolve("etc/alternatives"), READABLE);
        for (var file : systemFiles.entrySet()) {
            ours.file(base.resolve("etc"), file.getKey(), file.getValue());
        }
    }
}
