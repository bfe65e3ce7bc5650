package io.ultimatemcp.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The attacks of the self-check: in bash, which every machine has, each within two seconds. A probe
 * is held when its program says {@code held} and never {@code BROKE}, or when a limit ends it that
 * was meant to.
 */
final class EscapeProbes {
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
                    probe("floods the output", "yes", Outcome.OUTPUT_EXCEEDED));

    private record Probe(String name, String script, Set<Outcome> ends) {}

    private EscapeProbes() {}

    /** Runs all, some at the same time, as many as there are places. */
    static List<SelfCheck.Probe> run(Sandbox sandbox) throws InterruptedException {
        var results = new ArrayList<SelfCheck.Probe>();
        for (int from = 0; from < PROBES.size(); from += 4) {
            List<Probe> some = PROBES.subList(from, Math.min(from + 4, PROBES.size()));
            var starts = new ArrayList<Start>();
            for (Probe probe : some) {
                starts.add(
                        sandbox.start(
                                Job.script(Language.BASH, probe.script).withLimits(LIMITS),
                                Listener.NONE));
            }
            for (int i = 0; i < some.size(); i++) {
                results.add(result(some.get(i), starts.get(i)));
            }
        }
        return results;
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
        String detail = report.outcome().code();
        return new SelfCheck.Probe(
                probe.name,
                held,
                held ? detail : detail + ": " + said.substring(0, Math.min(300, said.length())));
    }

    private static Probe probe(String name, String script, Outcome... ends) {
        return new Probe(
                name,
                script,
                ends.length == 0 ? EnumSet.of(Outcome.EXITED) : EnumSet.copyOf(List.of(ends)));
    }
}
