package io.ultimatemcp.acceptance.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.acceptance.machine.Distribution;
import io.ultimatemcp.acceptance.machine.Processes;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Neo4j that is none of the server's children, as one elsewhere would be. */
final class OtherEngine implements AutoCloseable {
    static final String PASSWORD = "the-other-engine-has-this-one";
    private static final Path ENGINE = Distribution.directory().resolve("engine");
    private static final String READY = "ready 127.0.0.1:";

    private final Process process;
    private final int port;

    private OtherEngine(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one below {@code home}, on a free port for 0; returns when it answers. */
    static OtherEngine start(Path home, int port) throws IOException {
        Files.createDirectories(home);
        Path password = Files.writeString(home.resolve("password"), PASSWORD + "\n");
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable",
                        "-XX:SharedArchiveFile="
                                + ENGINE.resolve("engine-%s.jsa".formatted(Runtime.version())),
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        jars(),
                        "io.ultimatemcp.graphengine.EngineMain",
                        "--home",
                        home.toString(),
                        "--password-file",
                        password.toString(),
                        "--port",
                        Integer.toString(port));
        var process =
                new ProcessBuilder(command).redirectError(home.resolve("errors").toFile()).start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                return new OtherEngine(
                        process, Integer.parseInt(line.substring(READY.length()).strip()));
            }
        }
        throw new AssertionError(Files.readString(home.resolve("errors")));
    }

    /**
     * In the order in which the server gives them, because the archive of classes is for that one.
     */
    private static String jars() throws IOException {
        try (Stream<Path> files = Files.list(ENGINE.resolve("lib"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        Processes.endTree(process.toHandle());
        process.onExit().join();
    }
}
