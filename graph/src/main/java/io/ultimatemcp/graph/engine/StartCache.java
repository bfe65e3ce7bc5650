package io.ultimatemcp.graph.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JVM's archive of the engine's loaded classes (JEP 350), with which it starts in half the
 * time. It fits one JVM and one set of jars; the JVM itself ignores one that does not fit. The
 * first engine without one records it and leaves it behind at its end.
 *
 * @param flag for the command line: to use the archive, or to record it
 * @param recorded what a recording process leaves; empty when the archive is there
 */
record StartCache(String flag, Path archive, Optional<Path> recorded) {

    static StartCache look(Path archive, Path jars) throws IOException {
        if (isFit(archive, jars)) {
            return new StartCache("-XX:SharedArchiveFile=" + archive, archive, Optional.empty());
        }
        // Beside it, under a name of our own: others may record at the same time.
        Path recorded =
                archive.resolveSibling(
                        "%s.%d.%d"
                                .formatted(
                                        archive.getFileName(),
                                        ProcessHandle.current().pid(),
                                        System.nanoTime()));
        return new StartCache(
                "-XX:ArchiveClassesAtExit=" + recorded, archive, Optional.of(recorded));
    }

    private static boolean isFit(Path archive, Path jars) throws IOException {
        if (!Files.isRegularFile(archive)) {
            return false;
        }
        var made = Files.getLastModifiedTime(archive);
        try (Stream<Path> entries = Files.list(jars)) {
            for (Path jar : entries.toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** After the end of the process: what it recorded counts when it ended in order. */
    void ended(boolean inOrder) {
        recorded.ifPresent(file -> {
            try {
                if (inOrder && Files.isRegularFile(file)) {
                    Files.move(file, archive, StandardCopyOption.ATOMIC_MOVE);
                }
                Files.deleteIfExists(file);
            } catch (IOException withoutOne) {
                // The next start is as slow as this one was, no more.
                file.toFile().deleteOnExit();
            }
        });
    }
}
