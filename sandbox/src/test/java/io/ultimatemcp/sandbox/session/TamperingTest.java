package io.ultimatemcp.sandbox.session;

import static io.ultimatemcp.sandbox.session.Talker.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cells that turn on the loop that runs them: the server answers, and only their session suffers.
 */
final class TamperingTest {
    private static Talker talker;

    @BeforeAll
    static void open() {
        talker = Talker.open();
    }

    @AfterAll
    static void close() {
        talker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os; os._exit(7)",
                "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
                "import ctypes; ctypes.string_at(0)",
                "open('/job/reply', 'w').write('nonsense\\n')\nimport time; time.sleep(50)",
                "open('/job/reply', 'w').write('9999999\\n')\nimport time; time.sleep(50)",
                "open('/job/reply', 'w').write('4\\nh9 0')\nimport time; time.sleep(50)",
                "open('/job/reply', 'w').write('4\\nh1 0' + '5\\nf../x' + '1\\ne')\nimport time; time.sleep(50)",
                "open('/job/reply', 'w').write('4\\nh1 0' + '5\\nf/etc' + '1\\ne')\nimport time; time.sleep(50)",
                "f = open('/job/reply', 'w', buffering=1)\nf.write('4\\nh1 0')\nwhile True: f.write('2\\nfa\\n')",
            })
    void aSessionThatBreaksItsLoopEndsAndTheNextOneIsFresh(String code) {
        String name = "breaks";
        CellReport broken = talker.python(name, code);
        assertThat(broken.session().ended()).as(said(broken)).isPresent();
        CellReport next = talker.python(name, "print('fresh')");
        assertThat(said(next)).isEqualTo("fresh\n");
        assertThat(next.session().cells()).isEqualTo(1);
        assertThat(next.session().ended()).isEmpty();
        talker.shut(name);
    }

    @Test
    void aForgedAnswerFoolsOnlyItsOwnSession() {
        talker.python("honest", "kept = 1");
        CellReport forged =
                talker.python(
                        "forger",
                        "import time; open('/job/reply', 'w').write('4\\nh1 0' + '5\\nffake' + '3\\ndxy' + '1\\ne'); time.sleep(0.2)");
        assertThat(forged.report().outcome()).isEqualTo(Outcome.EXITED);
        assertThat(forged.report().artifacts()).extracting(each -> each.path()).contains("fake");
        assertThat(said(talker.python("honest", "kept"))).isEqualTo("1\n");
        talker.shut("forger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os; os.closerange(0, 256)",
                "import sys; sys.stdout = sys.stderr = sys.stdin = None",
                "import sys; sys.stdout.close(); sys.stderr.close()",
                "import sys; sys.displayhook = None; sys.__stdout__ = 3",
                "import builtins; builtins.print = builtins.open = None",
                "import sys; sys.modules.clear()",
                "import os; os.kill(1, 9); os.kill(1, 15)",
                "import os; os.read = os.write = os.stat = os.open = None",
                "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)",
                "globals().clear()",
                "import threading, time; threading.Thread(target=time.sleep, args=(900,)).start()",
            })
    void aLoopThatWasTamperedWithAnswersOrEnds(String code) {
        String name = "tampers";
        talker.ran(name, Job.script(Language.PYTHON, code).withLimits(quick()));
        CellReport next =
                talker.ran(
                        name,
                        Job.script(Language.PYTHON, "import os\nos.write(1, b'there')\nNone")
                                .withLimits(quick()));
        if (next.session().ended().isEmpty()) {
            assertThat(next.report().outcome()).isEqualTo(Outcome.EXITED);
        }
        talker.shut(name);
        assertThat(said(talker.python(name, "1 + 1"))).isEqualTo("2\n");
        talker.shut(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process.kill(process.pid, 'SIGKILL')",
                "process.reallyExit(3)",
                "process.abort()",
                "require('fs').writeFileSync('/job/reply', 'nonsense\\n'); await new Promise(() => {})",
                "for (let i = 0; i < 256; i++) try { require('fs').closeSync(i) } catch {}",
                "process.stdout.write = () => { throw 1 }; process.on = null",
                "Promise = null; Map = null; Array.from = null",
                "Object.prototype.then = 5",
                "while (true) {}",
            })
    void aLoopOfJavaScriptThatWasTamperedWithAnswersOrEnds(String code) {
        String name = "tampers-js";
        talker.ran(name, Job.script(Language.JAVASCRIPT, code).withLimits(quick()));
        talker.ran(name, Job.script(Language.JAVASCRIPT, "1 + 1").withLimits(quick()));
        talker.shut(name);
        assertThat(said(talker.node(name, "1 + 1"))).isEqualTo("2\n");
        talker.shut(name);
    }

    @Test
    void whatADaemonWritesBetweenCellsIsDroppedAndTold() throws InterruptedException {
        CellReport first =
                talker.python(
                        "daemon",
                        "import subprocess\n"
                                + "p = subprocess.Popen(['sh', '-c', 'sleep 0.1; echo from the past; touch done; sleep 600'])");
        assertThat(first.session().companions()).isPositive();
        talker.python("waits", "import time; time.sleep(1.5)");
        CellReport second = talker.python("daemon", "print('mine')");
        assertThat(said(second)).isEqualTo("mine\n");
        assertThat(second.strayBytes()).isEqualTo("from the past\n".length());
        talker.shut("daemon");
    }

    private static Limits quick() {
        return Limits.standard().withWall(Duration.ofSeconds(4));
    }
}
