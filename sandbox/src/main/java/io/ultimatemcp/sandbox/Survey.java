package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Launch;
import io.ultimatemcp.sandbox.bubblewrap.Spawner;
import io.ultimatemcp.sandbox.bubblewrap.Stage;
import io.ultimatemcp.sandbox.cgroup.Groups;
import io.ultimatemcp.sandbox.linux.HostUser;
import io.ultimatemcp.sandbox.seccomp.Architecture;
import io.ultimatemcp.sandbox.zygote.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Finds out, once, what this machine can do: looks for the programs, then runs a first trial
 * through everything that a job goes through. Only what worked in the trial is used.
 *
 * @param readiness what it comes to
 * @param host what stages are made from; empty when jobs are refused
 * @param ground what a zygote can be made from; empty where there is none
 */
record Survey(Readiness readiness, Optional<Host> host, Optional<Ground> ground) {
    private static final List<String> NAMESPACES =
            List.of("user", "mount", "pid", "net", "ipc", "uts", "cgroup");
    private static final long TRIAL_MILLIS = 10_000;
    private static final String WORD = "held";

    static Survey of(SandboxSettings settings, Commands commands, Spawner spawner)
            throws InterruptedException {
        var diagnosis = new Diagnosis(Path.of("/"));
        if (!System.getProperty("os.name").equals("Linux")) {
            return refusing(
                    new Readiness.Refusing(
                            "The sandbox needs Linux.",
                            "Run the container image in a Linux virtual machine."));
        }
        Optional<Architecture> architecture = Architecture.named(System.getProperty("os.arch"));
        if (architecture.isEmpty()) {
            return refusing(
                    new Readiness.Refusing(
                            "There is no system call filter for " + System.getProperty("os.arch"),
                            "Use a machine with x86_64 or aarch64."));
        }
        for (String program : List.of("unshare", "mount", "setpriv")) {
            if (Host.find(program).isEmpty()) {
                return refusing(diagnosis.missing(program, "util-linux mount"));
            }
        }
        try {
            return switch (Engine.find(settings, architecture.get(), diagnosis)) {
                case Engine.Found engine -> settle(engine, commands, spawner, diagnosis);
                case Engine.Absent(Readiness.Refusing why) -> refusing(why);
            };
        } catch (IOException e) {
            return refusing(diagnosis.failedTrial(String.valueOf(e.getMessage())));
        }
    }

    private static Survey settle(
            Engine.Found engine, Commands commands, Spawner spawner, Diagnosis diagnosis)
            throws InterruptedException {
        Optional<Groups> groups = Groups.find();
        groups.ifPresent(Groups::sweep);
        Host host = Host.read(engine.entry(), groups);
        List<Host> ways = host.ways();
        if (engine.entry().needsOwnUsers()) {
            // a runtime is told to become its users, and ended by the group it is in
            if (!host.ownUsers() || groups.isEmpty()) {
                return refusing(diagnosis.noGround(engine.name(), host.ownUsers()));
            }
            ways = List.of(host);
        }
        String first = "";
        for (Host way : ways) {
            String said = trial(way, spawner);
            if (said.isEmpty()) {
                return new Survey(
                        new Readiness.Ready(isolation(way, engine), commands.installed()),
                        Optional.of(way),
                        engine.ground());
            }
            first = first.isEmpty() ? said : first;
        }
        return refusing(
                engine.entry().needsOwnUsers()
                        ? diagnosis.failedRuntime(engine.name(), first)
                        : diagnosis.failedTrial(first));
    }

    /** Empty when it worked, else what went wrong. */
    private static String trial(Host host, Spawner spawner) throws InterruptedException {
        try (Stage stage = Stage.open(host, spawner, 1 << 24, 1000)) {
            stage.go(
                    new Launch(
                            List.of("/bin/sh", "-c", "echo " + WORD),
                            Map.of("PATH", "/usr/bin:/bin"),
                            Map.of(),
                            1 << 20,
                            10,
                            OptionalInt.empty()));
            Process process = stage.process();
            if (!process.waitFor(TRIAL_MILLIS, TimeUnit.MILLISECONDS)) {
                return "it did not end within " + TRIAL_MILLIS + " ms";
            }
            String heard = new String(stage.stdout().readNBytes(100), UTF_8);
            String error = new String(stage.stderr().readNBytes(500), UTF_8).strip();
            return heard.strip().equals(WORD) ? "" : error.isEmpty() ? "it said nothing" : error;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Isolation isolation(Host host, Engine.Found engine) {
        var gaps = new ArrayList<String>(engine.gaps());
        boolean grouped = host.groups().isPresent();
        if (!grouped) {
            gaps.add(
                    "No control group may be made here, so a thread of the server adds up the"
                            + " memory of the tree every 10 ms and kills; for some milliseconds a job"
                            + " can hold more than its limit, and pipes are not counted. Start the server with: systemd-run --user --scope -p"
                            + " Delegate=yes …");
        }
        if (HostUser.current() == 0 && !host.ownUsers()) {
            gaps.add(
                    "Jobs are root on the host (without any capability), because no other user can"
                            + " be used here. Start the server as an ordinary user.");
        }
        Isolation.Mechanism group =
                host.groups()
                        .filter(Groups::unified)
                        .map(g -> Isolation.Mechanism.CGROUP_V2)
                        .orElse(Isolation.Mechanism.CGROUP_V1);
        Limits limits = Limits.standard();
        return new Isolation(
                engine.name(),
                engine.version(),
                engine.tier(),
                "none",
                true,
                grouped ? group : Isolation.Mechanism.WATCHER,
                limits.memory(),
                grouped ? group : Isolation.Mechanism.RLIMIT,
                limits.processes(),
                NAMESPACES,
                HostUser.current(),
                gaps);
    }

    private static Survey refusing(Readiness.Refusing reason) {
        return new Survey(reason, Optional.empty(), Optional.empty());
    }
}
