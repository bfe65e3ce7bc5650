package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.bubblewrap.BubblewrapEntry;
import io.ultimatemcp.sandbox.bubblewrap.Entry;
import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.SystemView;
import io.ultimatemcp.sandbox.linux.Deadline;
import io.ultimatemcp.sandbox.oci.OciEntry;
import io.ultimatemcp.sandbox.oci.RuntimeCommand;
import io.ultimatemcp.sandbox.seccomp.Architecture;
import io.ultimatemcp.sandbox.zygote.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The program that builds the walls: the one that the settings name, and never another. */
sealed interface Engine {
    /** How long a program may take to tell its version. */
    Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * It is installed.
     *
     * @param ground what a zygote grows on; empty for an engine that has none
     */
    record Found(
            String name,
            String version,
            String tier,
            Entry entry,
            List<String> gaps,
            Optional<Ground> ground)
            implements Engine {}

    /** It is not, or it is not one that we use. */
    record Absent(Readiness.Refusing why) implements Engine {}

    /** Looks for the engine of the chosen tier; throws when a program or file cannot be read. */
    static Engine find(SandboxSettings settings, Architecture architecture, Diagnosis diagnosis)
            throws IOException, InterruptedException {
        return switch (settings.tier()) {
            case AUTO, T2 -> bubblewrap(settings, architecture, diagnosis);
            case T3 -> runtime(settings, architecture, diagnosis);
            case T1 -> new Absent(diagnosis.noFirstTier());
        };
    }

    private static Engine bubblewrap(
            SandboxSettings settings, Architecture architecture, Diagnosis diagnosis)
            throws IOException, InterruptedException {
        Optional<Path> bubblewrap = Host.find("bwrap");
        if (bubblewrap.isEmpty()) {
            return new Absent(diagnosis.missing("bubblewrap", "bubblewrap"));
        }
        String version = version(bubblewrap.get());
        if (!isCurrent(version)) {
            return new Absent(diagnosis.tooOld(version));
        }
        var view = SystemView.read(settings.toolchain());
        var entry = new BubblewrapEntry(bubblewrap.get(), architecture, view);
        var ground =
                Host.find("python3")
                        .map(python -> new Ground(bubblewrap.get(), view, architecture, python));
        return new Found("bubblewrap", version, "T2", entry, List.of(), ground);
    }

    private static Engine runtime(
            SandboxSettings settings, Architecture architecture, Diagnosis diagnosis)
            throws IOException, InterruptedException {
        String named = settings.ociRuntime();
        Optional<Path> path = Host.find(named);
        if (path.isEmpty()) {
            return new Absent(diagnosis.noRuntime(named));
        }
        RuntimeCommand runtime = RuntimeCommand.read(path.get(), PATIENCE);
        var view = SystemView.read(settings.toolchain());
        return new Found(
                runtime.name(),
                runtime.version(),
                "T3",
                new OciEntry(runtime, architecture, view),
                runtime.sharesKernel()
                        ? List.of(diagnosis.sharedKernel(runtime.name()))
                        : List.of(),
                Optional.empty());
    }

    private static String version(Path bubblewrap) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(bubblewrap.toString(), "--version");
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true).start();
        String said;
        try (var deadline = new Deadline(process, PATIENCE)) {
            said = new String(process.getInputStream().readNBytes(200), UTF_8);
            process.waitFor();
            if (deadline.isMissed()) {
                throw new IOException(bubblewrap + " --version did not end in time");
            }
        }
        return said.replaceAll("[^0-9.]", "");
    }

    private static boolean isCurrent(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length >= 2
                && (Integer.parseInt(parts[0]) > 0 || Integer.parseInt(parts[1]) >= 8);
    }
}
