package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is split off from one zygote knows nothing of what was before it or is beside it. */
final class ZygoteTest {
    private static final String CANARY = "canary-of-";

    /** Of two nests for any program and one for JavaScript: each a first process and another. */
    private static final int WAITING_PROCESSES = 6;

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = Quick.open(SandboxSettings.standard().withPlaces(16).withWarm(2));
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void everyLanguageComesFromTheZygote() throws InterruptedException {
        for (Language language : Language.values()) {
            Report report = run(Job.script(language, ""));
            assertThat(report.outcome()).isEqualTo(Outcome.EXITED);
            assertThat(Quick.engine(report)).isEqualTo(Quick.ENGINE);
        }
        assertThat(Quick.engine(run(Job.command("/bin/true")))).isEqualTo(Quick.ENGINE);
    }

    @Test
    void moreAtOnceThanWaitAreSplitOffOnDemand() throws InterruptedException {
        var all = new ArrayList<Running>();
        for (int i = 0; i < 12; i++) {
            all.add((Running) sandbox.start(Job.script(Language.BASH, "sleep 0.2"), Listener.NONE));
        }
        for (Running running : all) {
            assertThat(Quick.engine(running.await())).isEqualTo(Quick.ENGINE);
        }
    }

    @Test
    void aReturnCodeLikeASignalsIsNotOne() throws InterruptedException {
        for (int code : new int[] {129, 137, 139, 192, 255}) {
            Report report = run(Job.script(Language.BASH, "exit " + code));
            assertThat(report.outcome()).isEqualTo(Outcome.EXITED);
            assertThat(report.returnCode()).isEqualTo(code);
        }
        Report killed = run(Job.script(Language.PYTHON, "import os; os.kill(os.getpid(), 9)"));
        assertThat(killed.outcome()).isEqualTo(Outcome.SIGNALLED);
        assertThat(killed.returnCode()).isEqualTo(137);
        Report judged =
                run(Job.script(Language.BASH, "kill -INT 1; kill -TERM 1; kill -KILL 1; exit 5"));
        assertThat(judged.returnCode()).isEqualTo(5);
    }

    @Test
    void randomNumbersDiffer() throws InterruptedException {
        String program =
                """
                import os, random, secrets, tempfile, uuid
                print(random.random(), uuid.uuid4(), uuid.uuid1(), sep="\\n")
                print(secrets.token_hex(), os.urandom(9).hex(), tempfile.mktemp(), sep="\\n")
                """;
        var drawn = new HashSet<String>();
        for (int i = 0; i < 8; i++) {
            Report report = run(Job.script(Language.PYTHON, program));
            report.stdout().window().lines().forEach(drawn::add);
        }
        assertThat(drawn).hasSize(48);
    }

    @Test
    void nothingOfAnEarlierProgramIsFound() throws InterruptedException {
        String name = "alice";
        String program =
                """
                import os, sys
                kept = [sys.stdin.read(), os.environ["WHO"], sys.argv[1]]
                for place in ("/work", "/tmp", "/dev/shm"):
                    open(f"{place}/{kept[0]}", "w").write(kept[0] * 1000)
                """;
        for (int i = 0; i < 4; i++) {
            Report report =
                    run(
                            Job.script(Language.PYTHON, program)
                                    .withArgs(List.of(CANARY + name))
                                    .withEnv(Map.of("WHO", CANARY + name))
                                    .withStdin(Bytes.utf8(CANARY + name)));
            assertThat(report.returnCode()).isZero();
            assertNothingIsFound(name);
        }
    }

    @Test
    void nothingOfAProgramBesideIsFound() throws InterruptedException {
        String name = "carol";
        String program =
                """
                import sys, time
                kept = sys.stdin.read() * 100
                open("/dev/shm/kept", "w").write(kept)
                print("up")
                time.sleep(60)
                """;
        var spoke = new CompletableFuture<String>();
        Running beside =
                (Running)
                        sandbox.start(
                                Job.script(Language.PYTHON, program)
                                        .withStdin(Bytes.utf8(CANARY + name)),
                                (stream, text) -> spoke.complete(text));
        assertThat(spoke.join()).startsWith("up");
        for (int i = 0; i < 3; i++) {
            assertNothingIsFound(name);
        }
        beside.cancel();
        assertThat(beside.await().outcome()).isEqualTo(Outcome.CANCELLED);
    }

    /** Looks for the name behind the canary's beginning; the two never stand together in here. */
    private static void assertNothingIsFound(String name) throws InterruptedException {
        String program =
                """
                import os, sys
                begin, name = b"canary-of-", sys.argv[1].encode()
                def look(what, content):
                    at = content.find(begin)
                    while at >= 0:
                        if content[at + len(begin):at + len(begin) + len(name)] == name:
                            print("found in", what)
                        at = content.find(begin, at + 1)
                memory = open("/proc/self/mem", "rb", 0)
                size = 0
                for line in open("/proc/self/maps").readlines():
                    span, rights = line.split()[:2]
                    if rights[0] == "r" and "[v" not in line:
                        start, end = (int(x, 16) for x in span.split("-"))
                        while start < end:
                            memory.seek(start)
                            part = memory.read(min(end - start, 1 << 20))
                            look(line, part)
                            size += len(part)
                            start += len(part)
                print("memory" if size > 5000000 else "too little memory")
                for root in ("/work", "/tmp", "/dev", "/proc", "/job", "/etc"):
                    for place, directories, files in os.walk(root):
                        for file in files:
                            path = os.path.join(place, file)
                            if "pagemap" in path or path.endswith("/mem") or os.path.islink(path):
                                continue
                            try:
                                fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
                                look(path, path.encode() + os.read(fd, 1 << 20))
                                os.close(fd)
                            except OSError:
                                continue
                print("files", flush=True)
                """;
        Report report = run(Job.script(Language.PYTHON, program).withArgs(List.of(name)));
        assertThat(report.stdout().window() + report.stderr().window())
                .isEqualTo("memory\nfiles\n");
        assertThat(Quick.engine(report)).isEqualTo(Quick.ENGINE);
    }

    @Test
    void aCancelledTreeIsGoneBeforeTheReport() throws InterruptedException, IOException {
        var spoke = new CompletableFuture<String>();
        Running running =
                (Running)
                        sandbox.start(
                                Job.script(
                                        Language.BASH,
                                        "trap '' TERM INT HUP; for i in 1 2 3 4 5; do (setsid sleep"
                                                + " 500 &) ; done; echo up; sleep 500"),
                                (stream, text) -> spoke.complete(text));
        assertThat(spoke.join()).isEqualTo("up\n");
        long begin = System.nanoTime();
        running.cancel();
        Report report = running.await();
        // the promise is 100 ms; a busy machine may take longer to tell us
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
        assertNobodyIs(report.isolation().hostUser());
    }

    @Test
    void aTreeWhoseTimeIsUpIsGoneBeforeTheReport() throws InterruptedException, IOException {
        Report report =
                run(
                        Job.script(Language.BASH, "(setsid sleep 500 &) ; while :; do :; done")
                                .withLimits(Limits.standard().withWall(Duration.ofMillis(400))));
        assertThat(report.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(report.duration()).isBetween(Duration.ofMillis(400), Duration.ofSeconds(4));
        assertNobodyIs(report.isolation().hostUser());
    }

    private static void assertNobodyIs(long user) throws IOException {
        if (user == io.ultimatemcp.sandbox.linux.HostUser.current()) {
            return; // without users of their own, jobs cannot be told apart from us
        }
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            assertThat(
                            all.filter(path -> path.getFileName().toString().matches("\\d+"))
                                    .filter(path -> isAliveAs(path, user)))
                    .isEmpty();
        }
    }

    /** The dead that nobody has buried yet have no memory any more. */
    private static boolean isAliveAs(Path process, long user) {
        try {
            List<String> lines = Files.readAllLines(process.resolve("status"));
            return lines.stream().anyMatch(line -> line.startsWith("Uid:\t" + user + "\t"))
                    && lines.stream().anyMatch(line -> line.startsWith("VmRSS:"));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aDeadZygoteIsReplacedAndNothingRunsUnisolated() throws InterruptedException, IOException {
        try (Sandbox own = Quick.open(SandboxSettings.standard().withWarm(2))) {
            for (int round = 0; round < 2; round++) {
                var spoke = new CompletableFuture<String>();
                Running victim =
                        (Running)
                                own.start(
                                        Job.script(Language.BASH, "echo up; sleep 600"),
                                        (stream, text) -> spoke.complete(text));
                assertThat(spoke.join()).isEqualTo("up\n");
                assertThat(kill(zygotes())).isPositive();
                assertThat(victim.await().outcome()).isEqualTo(Outcome.SIGNALLED);
                for (int i = 0; i < 3; i++) {
                    Report report =
                            run(own, Job.script(Language.BASH, "id -u; ls -A /home /root /tmp"));
                    assertThat(report.stdout().window()).startsWith("65534\n/tmp:\n");
                    assertThat(report.isolation().engine()).startsWith("bubblewrap");
                }
                Quick.await(own);
            }
        }
        Quick.await(sandbox);
        assertThat(run(Job.script(Language.JAVASCRIPT, "")).returnCode()).isZero();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!deserted().isEmpty() && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(deserted()).as("groups of the dead").isEmpty();
    }

    @Test
    void nestsOfADeadZygoteAreReplacedThoughNoProgramComes() throws InterruptedException {
        List<ProcessHandle> others = zygotes();
        try (Sandbox own = Quick.open(SandboxSettings.standard().withWarm(1))) {
            awaitNests(others);
            List<ProcessHandle> dead = zygotesBeside(others);
            kill(dead);
            List<ProcessHandle> old = Stream.concat(others.stream(), dead.stream()).toList();
            awaitNests(old);
            assertThat(below(zygotesBeside(old))).hasSize(WAITING_PROCESSES);
            assertThat(own.use().zygoteRestarts()).isEqualTo(1);
        }
    }

    @Test
    void whatANestLostBeforeItBeganIsBegunElsewhere() throws InterruptedException, IOException {
        List<ProcessHandle> others = zygotes();
        for (Language language : Language.values()) {
            try (Sandbox own = Quick.open(SandboxSettings.standard().withWarm(1))) {
                List<ProcessHandle> ours = zygotesBeside(others);
                awaitNests(others);
                stop(ours);
                stop(below(ours)); // they take a program, but cannot begin it
                Running lost = (Running) own.start(printing(language), Listener.NONE);
                kill(ours);
                Report report = lost.await();
                assertThat(report.outcome()).isEqualTo(Outcome.EXITED);
                assertThat(report.stdout().window()).isEqualTo("typed");
                assertThat(Quick.engine(report)).isEqualTo("bubblewrap");
            }
        }
    }

    private static List<ProcessHandle> zygotesBeside(List<ProcessHandle> others) {
        return zygotes().stream().filter(zygote -> !others.contains(zygote)).toList();
    }

    /** Waits until all nests that should wait do so, below one zygote that is none of those. */
    private static void awaitNests(List<ProcessHandle> others) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (below(zygotesBeside(others)).size() != WAITING_PROCESSES
                && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static List<ProcessHandle> below(List<ProcessHandle> zygotes) {
        return zygotes.stream().flatMap(ProcessHandle::descendants).toList();
    }

    /** Prints its input, with whatever the language has for that. */
    private static Job printing(Language language) {
        String program =
                switch (language) {
                    case PYTHON -> "import sys; print(sys.stdin.read(), end='')";
                    case JAVASCRIPT -> "process.stdin.pipe(process.stdout)";
                    case BASH -> "cat";
                };
        return Job.script(language, program).withStdin(Bytes.utf8("typed"));
    }

    private static List<String> deserted() throws IOException {
        return AttackTest.Leftovers.groupsOf(ProcessHandle.current().pid()).stream()
                .filter(ZygoteTest::isDeserted)
                .toList();
    }

    private static boolean isDeserted(String group) {
        try {
            return Files.readString(Path.of(group, "cgroup.procs")).isBlank();
        } catch (IOException e) {
            return false;
        }
    }

    /** The processes that split, of every sandbox of this Java; nests look alike below them. */
    private static List<ProcessHandle> zygotes() {
        return ProcessHandle.current()
                .descendants()
                .filter(ZygoteTest::isOfZygote)
                .filter(process -> process.parent().filter(ZygoteTest::isOfZygote).isEmpty())
                .toList();
    }

    private static boolean isOfZygote(ProcessHandle process) {
        return CommandLines.of(process).matches("\\S*python3? .*zygote\\.py.*");
    }

    private static long kill(List<ProcessHandle> processes) {
        return processes.stream().filter(ProcessHandle::destroyForcibly).count();
    }

    private static void stop(List<ProcessHandle> processes)
            throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", "-STOP", "" + process.pid()).start().waitFor();
        }
    }

    @Test
    void theDeadAreBuried() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            run(Job.script(Language.PYTHON, "import os\nif os.fork() == 0: os._exit(0)"));
        }
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (zombies() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(zombies()).isZero();
    }

    private static long zombies() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> {
                    try {
                        return Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                                .matches("(?s).*\\) Z .*");
                    } catch (IOException e) {
                        return false;
                    }
                })
                .count();
    }

    private static Report run(Job job) throws InterruptedException {
        return run(sandbox, job);
    }

    private static Report run(Sandbox in, Job job) throws InterruptedException {
        return RunTest.run(in, job);
    }
}
