package io.ultimatemcp.graph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.GraphSettings;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import io.ultimatemcp.graph.model.Upsert;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

class SupervisorTest {
    @TempDir Path directory;

    @Test
    void anEngineLivesThroughBombIdlenessAndRestartWithItsData()
            throws IOException, InterruptedException, ExecutionException {
        var heard = new LinkedBlockingQueue<EngineStatus>();
        Path home = TestGraph.newHome();
        long pid;
        Graph graph = open(home, Duration.ofSeconds(3), heard);
        try (graph) {
            assertThat(graph.status()).isEqualTo(new EngineStatus.Asleep());
            write(graph, "survivor");
            pid = pid(home);
            assertThat(ownerOnly(home.resolve("run"))).isEqualTo("rwx------");
            for (String file : List.of("pid", "port", "password")) {
                assertThat(ownerOnly(home.resolve("run").resolve(file))).isEqualTo("rw-------");
            }
            assertThat(commandLine(pid)).doesNotContain(password(home));

            bombCostsItselfOnly(graph);
            assertThat(survivors(graph)).isEqualTo(1L);
            assertThat(ProcessHandle.of(pid)).isEmpty();

            awaitAsleep(heard);
            assertThat(home.resolve("run").resolve("password")).doesNotExist();
            assertThat(survivors(graph)).isEqualTo(1L);

            pid = pid(home);
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(TestGraph.fault(ask(graph, "RETURN 1"))).isInstanceOf(Fault.Unavailable.class);
    }

    /** The query that takes the engine down is told so; one beside it only waits. */
    private static void bombCostsItselfOnly(Graph graph)
            throws InterruptedException, ExecutionException {
        var bomb = "RETURN reduce(z = 'a', k IN range(1, 29) | z + z) AS z";
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var beside =
                    executor.submit(
                            () -> ask(graph, "UNWIND range(1, 3000000) AS x RETURN count(x) AS n"));
            Fault fault = TestGraph.fault(ask(graph, bomb));

            assertThat(fault).isInstanceOf(Fault.MemoryExceeded.class);
            assertThat(TestGraph.done(beside.get()).results())
                    .containsExactly(Map.of("n", 3_000_000L));
        }
    }

    @Test
    void aHomeHasOneOwnerAtATimeAndTheNextOneFindsTheData()
            throws IOException, InterruptedException {
        Path home = TestGraph.newHome();
        try (Graph second = open(home, Duration.ofMinutes(5), new LinkedBlockingQueue<>())) {
            try (Graph first = open(home, Duration.ofMinutes(5), new LinkedBlockingQueue<>())) {
                write(first, "kept");
                long pid = pid(home);

                Fault fault = TestGraph.fault(ask(second, "RETURN 1"));

                assertThat(fault).isInstanceOf(Fault.Unavailable.class);
                assertThat(fault.message())
                        .contains("in use by process " + ProcessHandle.current().pid());
                assertThat(pid(home)).isEqualTo(pid);
                assertThat(survivors(first)).isEqualTo(1L);
            }
            // The second waits out its own back-off.
            assertThat(survivors(second)).isEqualTo(1L);
        }
    }

    @Test
    void anEngineThatIsNotInstalledIsSaidToBe() {
        var local =
                EngineSettings.Local.of(directory.resolve("nowhere"), directory.resolve("home"));
        try (Graph graph = Graph.open(GraphSettings.of(local))) {
            Fault fault = TestGraph.fault(ask(graph, "RETURN 1"));

            assertThat(fault).isInstanceOf(Fault.Unavailable.class);
            assertThat(fault.message()).contains("not installed");
            assertThat(graph.status()).isInstanceOf(EngineStatus.Failing.class);
        }
    }

    @Test
    void aStartThatFailsInWhateverWayIsToldAndLeavesNoProcess() throws IOException {
        Path home = TestGraph.newHome();
        for (Preparation broken : List.<Preparation>of(new Unfit(), new Unlinked())) {
            try (var engine =
                    new LocalEngine(TestGraph.local(home), 4, broken, GraphListener.NONE)) {
                assertThatThrownBy(() -> engine.acquire(Duration.ofMinutes(3)))
                        .isInstanceOf(EngineUnavailable.class)
                        .hasMessageContaining("could not be used");
                assertThat(engine.status()).isInstanceOf(EngineStatus.Failing.class);
                assertThat(ProcessHandle.of(pid(home))).isEmpty();
            }
        }
    }

    /** Fails as a bug does. */
    private static final class Unfit implements Preparation {
        @Override
        public void prepare(Driver driver, String database) {
            throw new IllegalStateException("a bug");
        }
    }

    /** Fails as a class that is not there does. */
    private static final class Unlinked implements Preparation {
        @Override
        public void prepare(Driver driver, String database) {
            throw new NoClassDefFoundError("a class");
        }
    }

    @Test
    void anEngineWhoseListenerFailsIsStillStoppedAndStartedAgain() throws InterruptedException {
        var heard = new LinkedBlockingQueue<EngineStatus>();
        GraphListener failing =
                new GraphListener() {
                    @Override
                    public void engine(EngineStatus status) {
                        heard.add(status);
                        throw new IllegalStateException("a bug");
                    }
                };
        try (Graph graph = open(TestGraph.newHome(), Duration.ofMillis(100), failing)) {
            assertThat(survivors(graph)).isEqualTo(0L);
            awaitAsleep(heard);
            assertThat(survivors(graph)).isEqualTo(0L);
        }
    }

    @Test
    void aWrongPasswordAtAServerElsewhereIsSaidToBe() throws IOException {
        TestGraph.done(ask(TestGraph.shared(), "RETURN 1"));
        var uri = URI.create("bolt://127.0.0.1:" + TestGraph.sharedPort());

        try (Graph graph = remote(uri, "not-the-password")) {
            Fault fault = TestGraph.fault(ask(graph, "RETURN 1"));
            assertThat(fault).isInstanceOf(Fault.Unavailable.class);
            assertThat(fault.message()).contains("user name or password");
        }
        try (Graph graph = remote(uri, TestGraph.sharedPassword())) {
            assertThat(TestGraph.done(ask(graph, "RETURN 1 AS one")).results())
                    .containsExactly(Map.of("one", 1L));
            assertThat(graph.status()).isEqualTo(new EngineStatus.Awake());
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        try (Graph graph = remote(URI.create("bolt://127.0.0.1:1"), "x")) {
            assertThat(TestGraph.fault(ask(graph, "RETURN 1")))
                    .isInstanceOf(Fault.Unavailable.class);
        }
    }

    @Test
    void noLicenceButOursAndTheDriversIsOnTheClassPath() {
        assertThat(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filteredOn(jar -> jar.contains("neo4j"))
                .extracting(jar -> Path.of(jar).getFileName().toString())
                .isNotEmpty()
                .allMatch(jar ->
                        jar.startsWith("neo4j-java-driver-")
                                || jar.startsWith("neo4j-bolt-connection"));
        assertThat(getClass().getClassLoader().getResource("org/neo4j/kernel")).isNull();
    }

    private static Graph remote(URI uri, String password) {
        return Graph.open(
                GraphSettings.of(
                        new EngineSettings.Remote(uri, "neo4j", new Secret(password), "neo4j")));
    }

    private static Graph open(Path home, Duration idle, BlockingQueue<EngineStatus> heard) {
        return open(
                home,
                idle,
                new GraphListener() {
                    @Override
                    public void engine(EngineStatus status) {
                        heard.add(status);
                    }
                });
    }

    private static Graph open(Path home, Duration idle, GraphListener listener) {
        var usual = TestGraph.local(home);
        var local =
                new EngineSettings.Local(
                        usual.java(),
                        usual.jars(),
                        usual.startCache(),
                        usual.home(),
                        usual.heapMegabytes(),
                        usual.transactionMegabytes(),
                        usual.pageCacheMegabytes(),
                        usual.startLimit(),
                        idle);
        return Graph.open(new GraphSettings(local, 4, Duration.ofMinutes(2), listener));
    }

    private static void awaitAsleep(BlockingQueue<EngineStatus> heard) throws InterruptedException {
        EngineStatus status;
        do {
            status = heard.poll(2, TimeUnit.MINUTES);
        } while (status != null && !(status instanceof EngineStatus.Asleep));
        assertThat(status).isEqualTo(new EngineStatus.Asleep());
    }

    private static void write(Graph graph, String key) {
        TestGraph.done(
                graph.upsert(
                        new Upsert(List.of(new NodeWrite(key, List.of(), Map.of())), List.of()),
                        CancelSignal.NEVER));
    }

    private static @Nullable Object survivors(Graph graph) {
        return TestGraph.done(ask(graph, "MATCH (n:GraphNode) RETURN count(n) AS n"))
                .values()
                .getFirst()
                .getFirst()
                .plain();
    }

    private static Answer<Rows> ask(Graph graph, String cypher) {
        return graph.query(
                new Query(cypher, Map.of(), 10, Duration.ofSeconds(50)), CancelSignal.NEVER);
    }

    private static long pid(Path home) throws IOException {
        return Long.parseLong(Files.readString(home.resolve("run").resolve("pid")).strip());
    }

    private static String password(Path home) throws IOException {
        return Files.readString(home.resolve("run").resolve("password")).strip();
    }

    private static String ownerOnly(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String commandLine(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                + Files.readString(Path.of("/proc", Long.toString(pid), "environ"));
    }
}
