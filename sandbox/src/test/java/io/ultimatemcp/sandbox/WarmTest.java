package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A program cannot tell whether its interpreter waited for it. */
final class WarmTest {
    private static Sandbox cold;
    private static Sandbox warm;

    @BeforeAll
    static void open() {
        cold = Sandbox.open(SandboxSettings.standard().withWarm(0));
        warm = Quick.open(SandboxSettings.standard().withWarm(1));
    }

    @AfterAll
    static void close() {
        cold.close();
        warm.close();
    }

    @Test
    void pythonProgramsDoTheSame() throws InterruptedException {
        for (String program :
                List.of(
                        "import sys; print(sys.argv, sys.stdin.read(), __name__, __file__)",
                        "import os, sys; print(os.environ['A'], os.getcwd(), sys.path[0])",
                        "def f():\n    return 1 / 0\nf()",
                        "this is no python",
                        "import sys; print('x', end=''); sys.exit(3)",
                        "raise SystemExit('bye')",
                        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
                        "import atexit, threading\natexit.register(print, 'last')\n"
                                + "threading.Thread(target=print, args=('thread',)).start()",
                        "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))))",
                        "import multiprocessing as m\ndef f(x): return x + 1\n"
                                + "if __name__ == '__main__':\n  print(m.Pool(2).map(f, [1, 2]))",
                        "class A:\n  def __del__(self): print('gone')\na = A()",
                        "class A:\n  def __del__(self): print('gone')\nimport imaplib; imaplib.kept = A()",
                        "import sys; del sys.modules['__main__']; print(1)",
                        "import sys; sys.modules.clear()",
                        "print(sorted(globals()))")) {
            assertSame(Job.script(Language.PYTHON, program));
        }
    }

    @Test
    void nodeProgramsDoTheSame() throws InterruptedException {
        for (String program :
                List.of(
                        "console.log(process.argv.slice(1), process.env.A, __filename, process.cwd())",
                        "console.log(require.main === module, require('fs').readFileSync(0, 'utf8'))",
                        "process.exit(3)",
                        "process.stdin.on('data', d => console.log('' + d))")) {
            assertSame(Job.script(Language.JAVASCRIPT, program));
        }
    }

    @Test
    void anUncaughtErrorOfNodeEndsWithOne() throws InterruptedException {
        Report report = RunTest.run(warm, Job.script(Language.JAVASCRIPT, "null.x"));
        assertThat(report.returnCode()).isEqualTo(1);
        assertThat(report.stderr().window()).contains("TypeError").contains("/work/main.js:1");
    }

    @Test
    void jobsBesideEachOtherSeeNothingOfEachOther() throws InterruptedException {
        String spy =
                """
                import os, socket, sys, time
                own = sys.argv[1]
                server = socket.socket(socket.AF_UNIX); server.bind("\\0" + own); server.listen()
                tcp = socket.socket(); tcp.bind(("127.0.0.1", 18999)); tcp.listen()
                for place in ("/work", "/tmp", "/dev/shm"):
                    open(f"{place}/{own}", "w").write(own)
                time.sleep(0.4)
                seen = set(os.listdir("/tmp") + os.listdir("/dev/shm") + os.listdir("/work"))
                seen |= {l.split()[-1] for l in open("/proc/net/unix") if "@" in l}
                pids = [p for p in os.listdir("/proc") if p.isdigit()]
                print(sorted(seen - {own, "@" + own, "main.py"}), len(pids) <= 2)
                """;
        List<Running> both =
                Stream.of("alice", "bob")
                        .map(name -> Job.script(Language.PYTHON, spy).withArgs(List.of(name)))
                        .map(WarmTest::started)
                        .toList();
        for (Running running : both) {
            Report report = running.await();
            assertThat(report.stdout().window() + report.stderr().window()).isEqualTo("[] True\n");
        }
    }

    private static Running started(Job job) {
        try {
            return (Running) warm.start(job, Listener.NONE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertSame(Job bare) throws InterruptedException {
        Job job =
                bare.withArgs(List.of("one", "zwei ü", ""))
                        .withEnv(Map.of("A", "b=c\nd"))
                        .withStdin(Bytes.utf8("typed"));
        assertThat(ending(RunTest.run(warm, job))).isEqualTo(ending(RunTest.run(cold, job)));
    }

    private static List<Object> ending(Report report) {
        return List.of(
                report.outcome(),
                report.returnCode(),
                report.stdout().window(),
                report.stderr().window());
    }
}
