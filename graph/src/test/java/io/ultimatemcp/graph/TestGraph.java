package io.ultimatemcp.graph;

import io.ultimatemcp.graph.engine.EngineSettings;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A graph on the real engine, one for all tests of the module; it ends with the JVM that runs them.
 */
public final class TestGraph {
    /** Where the build puts the engine's jars. */
    public static final Path JARS = Path.of("..", "graph-engine", "target", "engine", "lib");

    private static final Path HOME = newHome();
    private static final Graph SHARED = open();

    private TestGraph() {}

    /** The shared graph; tests keep to labels and keys of their own. */
    public static Graph shared() {
        return SHARED;
    }

    /** The port of the shared graph's engine, once it is awake. */
    public static int sharedPort() throws IOException {
        return Integer.parseInt(Files.readString(HOME.resolve("run").resolve("port")).strip());
    }

    /** The password of the shared graph's engine, once it is awake. */
    public static String sharedPassword() throws IOException {
        return Files.readString(HOME.resolve("run").resolve("password")).strip();
    }

    private static Graph open() {
        if (!Files.isDirectory(JARS)) {
            throw new IllegalStateException("Build graph-engine first: no " + JARS);
        }
        Graph graph =
                Graph.open(
                        new GraphSettings(
                                local(HOME), 12, Duration.ofMinutes(3), GraphListener.NONE));
        Runtime.getRuntime().addShutdownHook(new Thread(graph::close));
        return graph;
    }

    /** A home below target, so that a clean build removes it. */
    public static Path newHome() {
        try {
            Path target = Files.createDirectories(Path.of("target", "engines"));
            return Files.createTempDirectory(target, "home").toAbsolutePath();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Settings with generous time for a busy machine. */
    public static EngineSettings.Local local(Path home) {
        var usual = EngineSettings.Local.of(JARS, home);
        return new EngineSettings.Local(
                usual.java(),
                usual.jars(),
                Path.of("target", "engines", "engine.jsa"),
                usual.home(),
                usual.heapMegabytes(),
                usual.transactionMegabytes(),
                usual.pageCacheMegabytes(),
                Duration.ofMinutes(3),
                Duration.ofMinutes(10));
    }

    /** Asks, with time for a busy machine. */
    public static Answer<Rows> ask(Graph graph, String cypher, Map<String, Object> parameters) {
        return graph.query(
                new Query(cypher, Map.copyOf(parameters), 1000, Duration.ofSeconds(50)),
                CancelSignal.NEVER);
    }

    /** The rows, or an error that shows the fault. */
    public static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T>(T value) -> value;
            case Answer.Failed<T>(Fault fault) -> throw new AssertionError(fault.toString());
        };
    }

    /** The fault, or an error that shows the value. */
    public static Fault fault(Answer<?> answer) {
        return switch (answer) {
            case Answer.Done<?>(Object value) -> throw new AssertionError("no fault: " + value);
            case Answer.Failed<?>(Fault fault) -> fault;
        };
    }
}
