package io.ultimatemcp.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The attacks of the self-check: in bash, which every machine has, and one in Python where there is
 * one; each within two seconds, all within ten. A probe is held when its program says {@code held}
 * and never {@code BROKE}, or when a limit ends it that was meant to.
 */
final class EscapeProbes {
    private static final Duration ALL = Duration.ofSeconds(8);
    private static final int AT_ONCE = 4;
    private static final Limits LIMITS =
            Limits.standard()
                    .withWall(Duration.ofSeconds(2))
                    .withMemory(64L << 20)
                    .withProcesses(32)
                    .withFiles(8L << 20, 256);

    private static final List<Probe> PROBES =
            List.of(
                    probe(
                            "reads host files",
                            "for f in /etc/shadow /root /home /var /run /sys/kernel"
                                    + " /proc/1/root/root; do [ -r $f ] && echo BROKE $f; done;"
                                    + " echo held"),
                    probe(
                            "sees the server's environment",
                            "for v in $(compgen -e); do case $v in"
                                    + " HOME|LANG|PATH|PWD|TMPDIR|SHLVL|OLDPWD|_) ;; *) echo BROKE $v;;"
                                    + " esac; done; echo held"),
                    probe(
                            "sees or signals processes of the host",
                            "n=0; for p in /proc/[0-9]*; do n=$((n+1)); done; [ $n -gt 6 ] && echo"
                                    + " BROKE $n; kill -0 $$ && kill -9 1 2>/dev/null; echo held"),
                    probe(
                            "reaches the network",
                            "(exec 3<>/dev/tcp/192.0.2.1/80) 2>/dev/null && echo BROKE;"
                                    + " (exec 3<>/dev/udp/192.0.2.1/53 && echo x >&3) 2>/dev/null"
                                    + " && echo BROKE; grep -vqE '^ *lo:|\\|' /proc/net/dev &&"
                                    + " echo BROKE interface; echo held"),
                    probe(
                            "writes to the system",
                            "touch /x /usr/x /etc/x /dev/x /proc/x /job/x 2>/dev/null; for d in /"
                                    + " /usr /etc /dev /job; do [ -e $d/x ] && echo BROKE $d; done;"
                                    + " (echo 0 > /proc/self/oom_score_adj) 2>/dev/null && echo"
                                    + " BROKE proc; echo held"),
                    probe(
                            "has capabilities or new privileges",
                            "grep -E '^Cap(Eff|Prm|Bnd|Amb)' /proc/self/status | grep -qv"
                                    + " 0000000000000000 && echo BROKE; grep -q 'NoNewPrivs:.1'"
                                    + " /proc/self/status && grep -q 'Seccomp:.2' /proc/self/status &&"
                                    + " echo held"),
                    probe(
                            "mounts or makes namespaces",
                            "mount -t tmpfs x /tmp 2>/dev/null && echo BROKE mount; unshare -Ur"
                                    + " true 2>/dev/null && echo BROKE namespace; chroot /tmp"
                                    + " 2>/dev/null && echo BROKE chroot; echo held"),
                    probe(
                            "fills memory",
                            "x=$(head -c 400000000 /dev/zero | tr '\\0' a); echo BROKE",
                            Outcome.MEMORY_EXCEEDED,
                            Outcome.SIGNALLED),
                    probe(
                            "forks without end",
                            "for i in $(seq 200); do sleep 20 & done; echo BROKE",
                            Outcome.PROCESSES_EXCEEDED,
                            Outcome.TIMED_OUT),
                    probe(
                            "fills the disk and its inodes",
                            "head -c 20000000 /dev/zero > /work/f 2>/dev/null && echo BROKE bytes;"
                                    + " rm -f /work/f; for i in $(seq 400); do : > /tmp/$i; done"
                                    + " 2>/dev/null; [ -e /tmp/400 ] && echo BROKE inodes; echo"
                                    + " held"),
                    probe(
                            "ignores every signal and runs on",
                            "trap '' HUP INT QUIT TERM USR1 USR2; while :; do :; done",
                            Outcome.TIMED_OUT),
                    probe("floods the output", "yes", Outcome.OUTPUT_EXCEEDED),
                    probe(
                            "leaves files and a daemon to others",
                            "for d in /tmp /dev/shm /work; do ls -A $d/left* 2>/dev/null && echo"
                                    + " BROKE $d; echo x > $d/left; done; (setsid sleep 98765 &) ;"
                                    + " echo held"),
                    probe(
                            "finds what another program left",
                            "ls -A /tmp/left /dev/shm/left /work/left 2>/dev/null && echo BROKE;"
                                    + " for p in /proc/[0-9]*; do [ $p != /proc/$$ ] && grep -qs"
                                    + " 98765 $p/cmdline && echo BROKE $p; done; echo held"));

    /** Each has a history of bugs or reaches beyond a process: none may reach the kernel's code. */
    private static final Probe CALLS =
            new Probe(
                    "asks the kernel for dangerous things",
                    Language.PYTHON,
                    """
                    import ctypes, os, socket
                    libc = ctypes.CDLL(None, use_errno=True)
                    numbers = {"keyctl": 250, "perf_event_open": 298, "io_uring_setup": 425, "userfaultfd": 323}
                    if os.uname().machine == "aarch64":
                        numbers = {"keyctl": 219, "perf_event_open": 241, "io_uring_setup": 425, "userfaultfd": 282}
                    for name, number in numbers.items():
                        if libc.syscall(number, 0, 0, 0, 0, 0) >= 0 or ctypes.get_errno() not in (1, 38):
                            print("BROKE", name, ctypes.get_errno())
                    for name in ("ptrace", "mount", "umount2", "unshare", "setns", "chroot"):
                        if getattr(libc, name)(0, 0, 0, 0, 0) >= 0 or ctypes.get_errno() not in (1, 38):
                            print("BROKE", name, ctypes.get_errno())
                    for name, family in (("vsock", 40), ("netlink", 16), ("packet", 17), ("alg", 38)):
                        try:
                            socket.socket(family, 3)
                            print("BROKE socket", name)
                        except OSError:
                            pass
                    print("held")
                    """,
                    EnumSet.of(Outcome.EXITED));

    private record Probe(String name, Language language, String script, Set<Outcome> ends) {}

    private EscapeProbes() {}

    /** Runs all, some at the same time, as there is room beside other programs. */
    static List<SelfCheck.Probe> run(Sandbox sandbox, Set<Language> languages)
            throws InterruptedException {
        long end = System.nanoTime() + ALL.toNanos();
        var probes = new ArrayList<>(PROBES);
        if (languages.contains(Language.PYTHON)) {
            probes.add(CALLS);
        }
        var results = new ArrayList<SelfCheck.Probe>();
        for (int from = 0; from < probes.size(); from += AT_ONCE) {
            List<Probe> some = probes.subList(from, Math.min(from + AT_ONCE, probes.size()));
            var starts = new ArrayList<Start>();
            for (Probe probe : some) {
                starts.add(start(sandbox, probe, end));
            }
            for (int i = 0; i < some.size(); i++) {
                results.add(result(some.get(i), starts.get(i)));
            }
        }
        return results;
    }

    /** Waits for a place while there is time. */
    private static Start start(Sandbox sandbox, Probe probe, long end) throws InterruptedException {
        Job job = Job.script(probe.language, probe.script).withLimits(LIMITS);
        Start start = sandbox.start(job, Listener.NONE);
        while (start instanceof Refusal.Busy && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            start = sandbox.start(job, Listener.NONE);
        }
        return start;
    }

    private static SelfCheck.Probe result(Probe probe, Start start) throws InterruptedException {
        return switch (start) {
            case Running running -> judge(probe, running.await());
            case Refusal refusal -> new SelfCheck.Probe(probe.name, false, "not run: " + refusal);
        };
    }

    private static SelfCheck.Probe judge(Probe probe, Report report) {
        String said = report.stdout().window();
        boolean broke = said.contains("BROKE");
        boolean spoke = report.outcome() != Outcome.EXITED || said.contains("held");
        boolean held = !broke && spoke && probe.ends.contains(report.outcome());
        String detail = report.outcome().code() + " in " + report.isolation().engine();
        return new SelfCheck.Probe(
                probe.name,
                held,
                held ? detail : detail + ": " + said.substring(0, Math.min(300, said.length())));
    }

    private static Probe probe(String name, String script, Outcome... ends) {
        return new Probe(
                name,
                Language.BASH,
                script,
                ends.length == 0 ? EnumSet.of(Outcome.EXITED) : EnumSet.copyOf(List.of(ends)));
    }
}
