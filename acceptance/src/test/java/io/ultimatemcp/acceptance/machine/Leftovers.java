package io.ultimatemcp.acceptance.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a server that has ended may have left on the machine. */
public final class Leftovers {
    private static final int DEPTH = 8;
    private static final Instant BEGIN =
            ProcessHandle.current().info().startInstant().orElseThrow();

    private Leftovers() {}

    /** Mounts, control groups and children of the server that had this process id. */
    public static List<String> of(long pid) {
        return Stream.of(mounts(), groups(pid), children(pid)).flatMap(List::stream).toList();
    }

    /** Our own mount table must not show what sandboxes mount in theirs. */
    private static List<String> mounts() {
        try {
            return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                    .filter(line -> line.contains("umcp") || line.contains("ultimate-mcp"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those made since this Java started: an earlier process may have had the same pid. */
    private static List<String> groups(long pid) {
        try (Stream<Path> all =
                Files.find(
                        Path.of("/sys/fs/cgroup"),
                        DEPTH,
                        (path, about) ->
                                about.isDirectory()
                                        && about.lastModifiedTime().toInstant().isAfter(BEGIN)
                                        && path.getFileName()
                                                .toString()
                                                .startsWith("umcp-" + pid + "-"))) {
            return all.map(Path::toString).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // no control groups here, or one of somebody else went away
        }
    }

    private static List<String> children(long pid) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.parent().map(ProcessHandle::pid).orElse(0L) == pid)
                .map(process -> "process " + process.pid())
                .toList();
    }
}
