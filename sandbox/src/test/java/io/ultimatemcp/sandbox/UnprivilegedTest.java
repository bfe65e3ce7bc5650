package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.sandbox.linux.HostUser;
import io.ultimatemcp.sandbox.session.CellReport;
import io.ultimatemcp.sandbox.session.SessionSettings;
import io.ultimatemcp.sandbox.session.Sessions;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same attacks, run by a Java of an ordinary user without any control group. */
final class UnprivilegedTest {
    private static final String USER = "61234";
    private static final String END = "all attacks launched";
    private static final long BURIAL_SECONDS = 10;

    @Test
    void everyAttackIsHeldForAnOrdinaryUserToo(@TempDir Path directory)
            throws IOException, InterruptedException {
        assumeTrue(HostUser.current() == 0, "as an ordinary user AttackTest shows the same");
        Files.setAttribute(directory, "unix:mode", 0755);
        var builder =
                new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + USER,
                        "--regid=" + USER,
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(directory),
                        UnprivilegedTest.class.getName());
        builder.directory(new File("/")).redirectErrorStream(true);
        builder.environment().put("CANARY", "of the server");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(said.lines().filter(line -> !line.startsWith("SLF4J"))).containsExactly(END);
        assertThat(process.waitFor()).isZero();
    }

    /** Launches every attack and prints those that were not held. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var bad = new ArrayList<String>();
        try (Sandbox sandbox = Sandbox.open(SandboxSettings.standard());
                var host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            if (!(sandbox.readiness() instanceof Readiness.Ready ready)) {
                System.out.println(sandbox.readiness());
                return;
            }
            Isolation isolation = ready.isolation();
            if (isolation.memory() == Isolation.Mechanism.WATCHER && isolation.gaps().isEmpty()) {
                bad.add("the watcher's gap is not told");
            }
            bad.add(interruptedSession(sandbox));
            Quick.await(sandbox);
            bad.addAll(Endings.wrong(sandbox));
            for (Attack attack : Attack.all()) {
                bad.add(attack.launch(sandbox, Quick.ENGINE, host));
                Report next =
                        RunTest.run(sandbox, Job.script(Language.BASH, "ls /work /tmp; echo fine"));
                bad.add(next.stdout().window().contains("fine") ? "" : "unwell after " + attack);
            }
        }
        bad.addAll(withWayOut());
        bad.stream().filter(line -> !line.isEmpty()).forEach(System.out::println);
        System.out.println(allGone() ? END : "processes are left");
    }

    private static List<String> withWayOut() throws IOException, InterruptedException {
        var bad = new ArrayList<String>();
        try (Sandbox sandbox = Sandbox.open(EgressTest.leadingHere());
                var host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (Attack attack : Attack.withWayOut()) {
                bad.add(attack.launch(sandbox, "bubblewrap", host, List.of(EgressTest.LEADS_HERE)));
            }
        }
        bad.add(EgressTest.reachesAnAllowedHost());
        return bad;
    }

    /** Empty when a session keeps its state through an interruption, else what happened. */
    private static String interruptedSession(Sandbox sandbox) throws InterruptedException {
        try (var sessions =
                Sessions.open(() -> sandbox, SessionSettings.standard(), InstantSource.system())) {
            var said = new StringBuilder();
            for (String code : List.of("x = 20", "import time; time.sleep(60)", "x + 22")) {
                Job cell =
                        Job.script(Language.PYTHON, code)
                                .withLimits(Limits.standard().withWall(Duration.ofSeconds(4)));
                if (sessions.run("a", "s", cell, Listener.NONE, () -> false)
                        instanceof CellReport report) {
                    said.append(report.report().outcome()).append(' ');
                    said.append(report.report().stdout().window());
                }
            }
            String whole = said.toString();
            return whole.equals("EXITED TIMED_OUT EXITED 42\n") ? "" : "session: " + whole;
        }
    }

    /**
     * The kernel and the JVM take a moment to bury the dead; who outlives that moment is left over.
     */
    private static boolean allGone() throws InterruptedException {
        var ends =
                ProcessHandle.current()
                        .descendants()
                        .map(ProcessHandle::onExit)
                        .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(BURIAL_SECONDS, TimeUnit.SECONDS);
            return ProcessHandle.current().descendants().findAny().isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** A copy that the other user may read. */
    private static String classPath(Path directory) throws IOException {
        var copies = new ArrayList<String>();
        for (String entry :
                List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
            Path source = Path.of(entry);
            if (Files.exists(source)) {
                Path copy = directory.resolve(copies.size() + "-" + source.getFileName());
                copy(source, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.walkFileTree(
                source,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes a)
                            throws IOException {
                        Files.createDirectory(target.resolve(source.relativize(path).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes a)
                            throws IOException {
                        String rest = source.relativize(path).toString();
                        Path copy = rest.isEmpty() ? target : target.resolve(rest);
                        Files.copy(path, copy);
                        Files.setAttribute(copy, "unix:mode", 0644);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
