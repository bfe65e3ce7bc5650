package io.ultimatemcp.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A program for every way to end in every language, each of which first says {@code begun}. */
final class Endings {
    private static final Limits LIMITS =
            Limits.standard().withWall(Duration.ofSeconds(20)).withMemory(96L << 20);
    private static final Limits SHORT = LIMITS.withWall(Duration.ofMillis(900));
    private static final Limits FEW = LIMITS.withProcesses(24);

    private record Case(
            Language language, String code, Outcome outcome, int status, Limits limits) {}

    private static final Map<Language, String> BEGIN =
            Map.of(
                    Language.PYTHON, "import os; os.write(1, b'begun\\n')\n",
                    Language.JAVASCRIPT, "require('fs').writeSync(1, 'begun\\n');\n",
                    Language.BASH, "echo begun\n");

    private Endings() {}

    private static List<Case> cases() {
        var python = Language.PYTHON;
        var node = Language.JAVASCRIPT;
        var bash = Language.BASH;
        var all = new ArrayList<Case>();
        all.add(new Case(python, "raise SystemExit(3)", Outcome.EXITED, 3, LIMITS));
        all.add(new Case(node, "process.exit(3)", Outcome.EXITED, 3, LIMITS));
        all.add(new Case(bash, "exit 3", Outcome.EXITED, 3, LIMITS));
        all.add(new Case(python, "while True: pass", Outcome.TIMED_OUT, 137, SHORT));
        all.add(new Case(node, "for (;;);", Outcome.TIMED_OUT, 137, SHORT));
        all.add(new Case(bash, "sleep 60", Outcome.TIMED_OUT, 137, SHORT));
        all.add(
                new Case(
                        python,
                        "import time\nx = b'x' * (200 << 20)\ntime.sleep(5)",
                        Outcome.MEMORY_EXCEEDED,
                        137,
                        LIMITS));
        all.add(
                new Case(
                        node,
                        "const b = Buffer.alloc(200 << 20, 1); setTimeout(() => b, 5000)",
                        Outcome.MEMORY_EXCEEDED,
                        137,
                        LIMITS));
        all.add(
                new Case(
                        bash,
                        "x=$(head -c 200000000 /dev/zero | tr '\\0' a); sleep 5",
                        Outcome.MEMORY_EXCEEDED,
                        137,
                        LIMITS));
        all.add(
                new Case(
                        python,
                        "import os, time\nfor _ in range(60):\n  try:\n    if os.fork() == 0:"
                                + " time.sleep(9); os._exit(0)\n  except OSError: pass\n"
                                + "time.sleep(5)",
                        Outcome.PROCESSES_EXCEEDED,
                        137,
                        FEW));
        all.add(
                new Case(
                        node,
                        "for (let i = 0; i < 60; i++) require('child_process')"
                                + ".spawn('sleep', ['9']).on('error', () => 0);"
                                + " setTimeout(() => 0, 5000)",
                        Outcome.PROCESSES_EXCEEDED,
                        137,
                        FEW));
        all.add(
                new Case(
                        bash,
                        "for i in {1..60}; do sleep 9 & done; wait",
                        Outcome.PROCESSES_EXCEEDED,
                        137,
                        FEW));
        all.add(
                new Case(
                        python,
                        "while True: print('x' * 9999)",
                        Outcome.OUTPUT_EXCEEDED,
                        137,
                        LIMITS));
        all.add(
                new Case(
                        node,
                        "for (;;) try { require('fs').writeSync(1, 'x'.repeat(9999)) } catch {}",
                        Outcome.OUTPUT_EXCEEDED,
                        137,
                        LIMITS));
        all.add(new Case(bash, "yes", Outcome.OUTPUT_EXCEEDED, 137, LIMITS));
        all.add(
                new Case(
                        python,
                        "import os; os.kill(os.getpid(), 11)",
                        Outcome.SIGNALLED,
                        139,
                        LIMITS));
        all.add(
                new Case(
                        node,
                        "process.kill(process.pid, 'SIGKILL')",
                        Outcome.SIGNALLED,
                        137,
                        LIMITS));
        all.add(new Case(bash, "kill -SEGV $$", Outcome.SIGNALLED, 139, LIMITS));
        all.add(
                new Case(
                        python,
                        "import signal\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\n"
                                + "while True: signal.pause()",
                        Outcome.CANCELLED,
                        137,
                        LIMITS));
        all.add(new Case(node, "setInterval(() => 0, 9)", Outcome.CANCELLED, 137, LIMITS));
        all.add(
                new Case(
                        bash,
                        "trap '' TERM INT HUP; while :; do sleep 9; done",
                        Outcome.CANCELLED,
                        137,
                        LIMITS));
        return all;
    }

    /** What did not end as it should; empty when all did. */
    static List<String> wrong(Sandbox sandbox) throws InterruptedException {
        var wrong = new ArrayList<String>();
        for (Case each : cases()) {
            var spoke = new CompletableFuture<String>();
            Start start =
                    sandbox.start(
                            Job.script(each.language, BEGIN.get(each.language) + each.code)
                                    .withLimits(each.limits),
                            (stream, text) -> spoke.complete(text));
            if (!(start instanceof Running running)) {
                wrong.add(each + ": " + start);
                continue;
            }
            if (each.outcome == Outcome.CANCELLED) {
                spoke.join();
                running.cancel();
            }
            Report report = running.await();
            boolean fine =
                    report.outcome() == each.outcome
                            && report.returnCode() == each.status
                            && report.stdout().window().startsWith("begun\n");
            if (!fine) {
                String said = report.stdout().window() + report.stderr().window();
                wrong.add(
                        each.language
                                + " should be "
                                + each.outcome
                                + " "
                                + each.status
                                + ", was "
                                + report.outcome()
                                + " "
                                + report.returnCode()
                                + " "
                                + said.substring(0, Math.min(300, said.length())));
            }
        }
        return wrong;
    }
}
