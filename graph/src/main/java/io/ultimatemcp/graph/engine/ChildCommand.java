package io.ultimatemcp.graph.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of the engine's process. It names files, never a secret: every process of the
 * machine can read it.
 */
final class ChildCommand {
    static final String MAIN = "io.ultimatemcp.graphengine.EngineMain";

    private ChildCommand() {}

    static List<String> of(EngineSettings.Local settings, RunFiles files, StartCache cache)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(settings.java().toString());
        command.addAll(
                List.of(
                        "-Xms64m",
                        "-Xmx" + settings.heapMegabytes() + "m",
                        "-XX:MaxDirectMemorySize=96m",
                        "-XX:ReservedCodeCacheSize=96m",
                        "-XX:+UseSerialGC",
                        // Starts in half the time; a small store on a small heap gains little from
                        // C2.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TrimNativeHeapInterval=20000",
                        cache.flag(),
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-Xlog:cds=off",
                        "-Djava.io.tmpdir=" + files.scratch(),
                        "-Dfile.encoding=UTF-8",
                        "-Duser.timezone=UTC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(settings.jars()),
                        MAIN,
                        "--home",
                        settings.home().toAbsolutePath().toString(),
                        "--password-file",
                        files.passwordFile().toAbsolutePath().toString(),
                        "--transaction-mb",
                        Integer.toString(settings.transactionMegabytes()),
                        "--page-cache-mb",
                        Integer.toString(settings.pageCacheMegabytes())));
        return command;
    }

    /** Every jar by name and in order, because the start cache is good for one class path only. */
    private static String classPath(Path jars) throws IOException {
        if (!Files.isDirectory(jars)) {
            throw notInstalled(jars);
        }
        try (Stream<Path> entries = Files.list(jars)) {
            String path =
                    entries.map(Path::toAbsolutePath)
                            .map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .sorted()
                            .collect(Collectors.joining(File.pathSeparator));
            if (path.isEmpty()) {
                throw notInstalled(jars);
            }
            return path;
        }
    }

    /** Whoever asks the graph is told so much; where the jars should be is for the log. */
    private static IOException notInstalled(Path jars) {
        return new IOException(
                "The graph engine is not installed", new NoSuchFileException(jars.toString()));
    }
}
