package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every attack is held, started cold and split off from a zygote, and the next run is unharmed. */
final class AttackTest {
    private static Leftovers before;
    private static Sandbox cold;
    private static Sandbox warm;
    private static Sandbox open;
    private static ServerSocket host;

    @BeforeAll
    static void open() throws IOException {
        before = Leftovers.now();
        cold = Sandbox.open(SandboxSettings.standard().withWarm(0));
        open = Sandbox.open(EgressTest.leadingHere());
        warm = Quick.open(SandboxSettings.standard().withWarm(1));
        host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    static void nothingIsLeft() throws IOException {
        cold.close();
        warm.close();
        open.close();
        host.close();
        // The kernel lets go of groups and the JVM buries the dead some moments later; what
        // outlives those is left.
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!Leftovers.now().areOf(before) && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(Leftovers.now()).matches(now -> now.areOf(before), "nothing new in " + before);
    }

    @TestFactory
    Stream<DynamicTest> isHeldWhenStartedCold() {
        return against(cold, "bubblewrap");
    }

    @TestFactory
    Stream<DynamicTest> isHeldWhenSplitOff() {
        return against(warm, Quick.ENGINE);
    }

    @TestFactory
    Stream<DynamicTest> isHeldWithAWayOut() {
        return Attack.withWayOut().stream()
                .map(attack ->
                        DynamicTest.dynamicTest(
                                attack.name(),
                                () -> {
                                    assertThat(
                                                    attack.launch(
                                                            open,
                                                            "bubblewrap",
                                                            host,
                                                            List.of(EgressTest.LEADS_HERE)))
                                            .isEmpty();
                                    assertTheNextRunIsUnharmed(open);
                                }));
    }

    private static Stream<DynamicTest> against(Sandbox sandbox, String engine) {
        return Attack.all().stream()
                .map(attack ->
                        DynamicTest.dynamicTest(
                                attack.name(),
                                () -> {
                                    assertThat(attack.launch(sandbox, engine, host)).isEmpty();
                                    assertTheNextRunIsUnharmed(sandbox);
                                }));
    }

    private static void assertTheNextRunIsUnharmed(Sandbox sandbox) throws InterruptedException {
        Report next =
                RunTest.run(
                        sandbox,
                        Job.script(
                                Language.PYTHON,
                                "import os; print(os.listdir('/work'), os.listdir('/tmp'))"));
        assertThat(next.stdout().window()).isEqualTo("['main.py'] []\n");
    }

    /** What a run could leave on the host. */
    record Leftovers(List<String> mounts, List<String> groups, List<String> processes) {
        private static final Instant BEGIN =
                ProcessHandle.current().info().startInstant().orElseThrow();

        static Leftovers now() throws IOException {
            return new Leftovers(
                    Files.readAllLines(Path.of("/proc/self/mountinfo")),
                    groupsOf(ProcessHandle.current().pid()),
                    ProcessHandle.current()
                            .descendants()
                            .map(process -> process.info().commandLine().orElse("?"))
                            .toList());
        }

        /** Whether nothing is here that was not there earlier; what was may have gone since. */
        boolean areOf(Leftovers earlier) {
            return mounts.equals(earlier.mounts)
                    && earlier.groups.containsAll(groups)
                    && earlier.processes.containsAll(processes);
        }

        /** Those made since this Java started: an earlier process may have had the same pid. */
        static List<String> groupsOf(long server) throws IOException {
            var found = new ArrayList<String>();
            collect(Path.of("/sys/fs/cgroup"), "umcp-" + server + "-", found);
            return found;
        }

        /** By hand, for a walk fails when a group goes meanwhile. */
        private static void collect(Path directory, String name, List<String> found)
                throws IOException {
            try (var below = Files.newDirectoryStream(directory, Files::isDirectory)) {
                for (Path child : below) {
                    if (child.getFileName().toString().startsWith(name)) {
                        if (Files.getLastModifiedTime(child).toInstant().isAfter(BEGIN)) {
                            found.add(child.toString());
                        }
                    } else {
                        collect(child, name, found);
                    }
                }
            } catch (NoSuchFileException e) {
                return; // gone meanwhile
            }
        }
    }
}
