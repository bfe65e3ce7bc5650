package io.ultimatemcp.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Explains why a machine cannot run jobs, and what removes the reason. */
final class Diagnosis {
    private final Path root;

    /** Reads the machine below {@code root}, normally {@code /}. */
    Diagnosis(Path root) {
        this.root = root;
    }

    Readiness.Refusing missing(String program, String distributionPackage) {
        return new Readiness.Refusing(program + " is not installed.", install(distributionPackage));
    }

    Readiness.Refusing tooOld(String version) {
        return new Readiness.Refusing(
                "bubblewrap " + version + " is too old; 0.8.0 or newer is needed.",
                install("bubblewrap") + " (from a newer release of the distribution)");
    }

    Readiness.Refusing noFirstTier() {
        return new Readiness.Refusing(
                "Tier T1 (resource limits and a system call filter alone) would show programs the"
                        + " files, processes and network of this machine, so there is none.",
                "Set sandbox.tier to T2, or to T3 with sandbox.oci-runtime.");
    }

    Readiness.Refusing noRuntime(String name) {
        return new Readiness.Refusing(
                "The container runtime " + name + " of sandbox.oci-runtime is not installed.",
                name.startsWith("/")
                        ? "Set sandbox.oci-runtime to an executable file, or sandbox.tier to T2."
                        : install(name) + ", or set sandbox.tier to T2");
    }

    Readiness.Refusing noGround(String runtime, boolean users) {
        return users
                ? new Readiness.Refusing(
                        "Tier T3 ("
                                + runtime
                                + ") needs control groups, and none may be made here.",
                        "Start the server with: systemd-run --scope -p Delegate=yes …, or set"
                                + " sandbox.tier to T2.")
                : new Readiness.Refusing(
                        "Tier T3 ("
                                + runtime
                                + ") needs a server that is root and may give each"
                                + " program a user of its own.",
                        "Start the server as root, or set sandbox.tier to T2.");
    }

    Readiness.Refusing failedRuntime(String runtime, String said) {
        return new Readiness.Refusing(
                "The first trial of " + runtime + " failed: " + said,
                "Try "
                        + runtime
                        + " alone ("
                        + runtime
                        + " spec, "
                        + runtime
                        + " run), choose"
                        + " another with sandbox.oci-runtime, or set sandbox.tier to T2.");
    }

    String sharedKernel(String runtime) {
        return runtime
                + " runs programs on this machine's kernel, as tier T2 does; one with a kernel of"
                + " its own (gVisor, Kata) is the stronger wall.";
    }

    /** The reason behind what the first trial said. */
    Readiness.Refusing failedTrial(String said) {
        return forbidden(said)
                .orElseGet(() ->
                        new Readiness.Refusing(
                                "The first trial of the sandbox failed: " + said,
                                "Run as the same user: bwrap --unshare-all --unshare-user"
                                        + " --disable-userns --ro-bind / / --proc /proc --dev /dev"
                                        + " true"));
    }

    /** What of this machine forbids namespaces, when something does. */
    Optional<Readiness.Refusing> forbidden(String said) {
        if (setting("sys/kernel/apparmor_restrict_unprivileged_userns").equals("1")) {
            return refusing(
                    "AppArmor forbids user namespaces to ordinary programs (as Ubuntu does since"
                            + " 23.10): "
                            + said,
                    "printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap"
                            + " /usr/bin/bwrap flags=(unconfined) { userns, }\\nprofile unshare"
                            + " /usr/bin/unshare flags=(unconfined) { userns, }\\n' | sudo tee"
                            + " /etc/apparmor.d/sandbox-userns && sudo apparmor_parser -r"
                            + " /etc/apparmor.d/sandbox-userns");
        }
        if (setting("sys/kernel/unprivileged_userns_clone").equals("0")) {
            return refusing(
                    "The kernel forbids user namespaces to ordinary users: " + said,
                    "sudo sysctl -w kernel.unprivileged_userns_clone=1");
        }
        if (setting("sys/user/max_user_namespaces").equals("0")) {
            return refusing(
                    "The kernel allows no user namespaces: " + said,
                    "sudo sysctl -w user.max_user_namespaces=15000");
        }
        if (inContainer()) {
            return refusing(
                    "This container may not make namespaces of its own: " + said,
                    "Start it with: docker run --security-opt seccomp=unconfined --security-opt"
                            + " apparmor=unconfined --security-opt systempaths=unconfined"
                            + " --cap-add SYS_ADMIN …");
        }
        return Optional.empty();
    }

    private static Optional<Readiness.Refusing> refusing(String reason, String fix) {
        return Optional.of(new Readiness.Refusing(reason, fix));
    }

    /** Why no control group may be made. */
    Readiness.Refusing noGroups() {
        var mounts =
                read(root.resolve("proc/self/mountinfo"))
                        .orElse("")
                        .lines()
                        .filter(line -> line.contains(" - cgroup"))
                        .toList();
        if (mounts.isEmpty()) {
            return new Readiness.Refusing(
                    "No control groups are mounted here.",
                    "In a container, start it with: docker run --cgroupns=host -v"
                            + " /sys/fs/cgroup:/sys/fs/cgroup:rw …");
        }
        if (mounts.stream().allMatch(Diagnosis::isReadOnly)) {
            return new Readiness.Refusing(
                    "Control groups are mounted read-only, as in most containers.",
                    "Start the container with: docker run --cgroupns=host -v"
                            + " /sys/fs/cgroup:/sys/fs/cgroup:rw …");
        }
        return new Readiness.Refusing(
                "No control group is delegated to this user.",
                "Start the server with: systemd-run --user --scope -p Delegate=yes …, or set"
                        + " Delegate=yes in its unit.");
    }

    private static boolean isReadOnly(String mount) {
        return List.of(mount.split(" ", -1)[5].split(",", -1)).contains("ro");
    }

    private boolean inContainer() {
        return Files.exists(root.resolve(".dockerenv"))
                || Files.exists(root.resolve("run/.containerenv"))
                || Files.exists(root.resolve("run/secrets/kubernetes.io"));
    }

    private String install(String name) {
        String system = read(root.resolve("etc/os-release")).orElse("").toLowerCase(Locale.ROOT);
        if (system.contains("debian") || system.contains("ubuntu")) {
            return "sudo apt-get install -y " + name;
        }
        if (system.contains("fedora") || system.contains("rhel")) {
            return "sudo dnf install -y " + name;
        }
        if (system.contains("suse")) {
            return "sudo zypper install -y " + name;
        }
        if (system.contains("alpine")) {
            return "sudo apk add " + name;
        }
        if (system.contains("arch")) {
            return "sudo pacman -S " + name;
        }
        return "Install the package " + name;
    }

    private String setting(String name) {
        return read(root.resolve("proc").resolve(name)).orElse("").strip();
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
