package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.cgroup.Groups;
import io.ultimatemcp.sandbox.linux.HostUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a sandbox is made of, found out by trying: namespaces, the filter, control groups. */
final class Conditions {
    private static final Path FILTER_ACTIONS = Path.of("/proc/sys/kernel/seccomp/actions_avail");
    private static final long PATIENCE_SECONDS = 2;

    private Conditions() {}

    static List<SelfCheck.Condition> of(Readiness readiness, Diagnosis diagnosis)
            throws InterruptedException {
        return List.of(userNamespaces(diagnosis), filter(readiness), controlGroups(diagnosis));
    }

    private static SelfCheck.Condition userNamespaces(Diagnosis diagnosis)
            throws InterruptedException {
        String name = "user namespaces";
        String said = unshared();
        if (said.isEmpty()) {
            return met(name, "user " + HostUser.current() + " may make them");
        }
        var reason =
                diagnosis
                        .forbidden(said)
                        .orElseGet(() ->
                                new Readiness.Refusing(
                                        "none could be made: " + said,
                                        "Try as the same user: unshare --user --map-root-user"
                                                + " true"));
        return new SelfCheck.Condition(name, false, reason.reason(), Optional.of(reason.fix()));
    }

    /** Empty when a user namespace could be made, else what was said. */
    private static String unshared() throws InterruptedException {
        var builder = new ProcessBuilder("unshare", "--user", "--map-root-user", "--", "true");
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "unshare did not end";
            }
            String said = new String(process.getInputStream().readNBytes(500), UTF_8).strip();
            return process.exitValue() == 0 ? "" : said.isEmpty() ? "unshare failed" : said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static SelfCheck.Condition filter(Readiness readiness) {
        String name = "seccomp";
        if (readiness instanceof Readiness.Ready) {
            return met(name, "the filter was loaded in the first trial, as for every program");
        }
        String actions = actions();
        return actions.contains("kill_process") && actions.contains("errno")
                ? met(name, "the kernel offers: " + actions)
                : new SelfCheck.Condition(
                        name,
                        false,
                        "this kernel offers no filter of system calls",
                        Optional.of("Use a kernel with CONFIG_SECCOMP_FILTER, 4.14 or newer."));
    }

    private static String actions() {
        try {
            return Files.readString(FILTER_ACTIONS).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static SelfCheck.Condition controlGroups(Diagnosis diagnosis) {
        String name = "control groups";
        var groups = Groups.find();
        if (groups.isPresent()) {
            return met(
                    name,
                    (groups.get().unified() ? "version 2" : "version 1")
                            + ", one was made and limited");
        }
        var reason = diagnosis.noGroups();
        return new SelfCheck.Condition(
                name,
                false,
                reason.reason() + " Without them a watcher limits memory.",
                Optional.of(reason.fix()));
    }

    private static SelfCheck.Condition met(String name, String detail) {
        return new SelfCheck.Condition(name, true, detail, Optional.empty());
    }
}
