package io.ultimatemcp.sandbox.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.linux.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A runtime command of this machine.
 *
 * @param path absolute
 * @param name as in {@code crun}
 * @param version as it says itself
 */
public record RuntimeCommand(Path path, String name, String version) {
    private static final Pattern VERSION = Pattern.compile("(\\d+(\\.\\d+)+\\S*|release-\\S+)");
    private static final int GUEST_THREADS = 512;

    /**
     * Asks the command for its version; throws when it does not answer as a runtime does, or not
     * within {@code patience}.
     */
    public static RuntimeCommand read(Path path, Duration patience)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(path.toString(), "--version").redirectErrorStream(true);
        Process process = builder.start();
        try (var deadline = new Deadline(process, patience)) {
            String said = new String(process.getInputStream().readNBytes(2000), UTF_8);
            Matcher version = VERSION.matcher(said);
            if (process.waitFor() != 0 || !version.find()) {
                throw new IOException(
                        path
                                + (deadline.isMissed()
                                        ? " --version did not end in time"
                                        : " --version did not name a version"));
            }
            return new RuntimeCommand(path, path.getFileName().toString(), version.group(1));
        }
    }

    /** Words before the command: control groups are ours, the network is none. */
    List<String> globals() {
        return switch (name) {
            case "crun" -> List.of("--cgroup-manager=disabled");
            case "runc" -> List.of("--rootless=true");
            case "runsc" -> List.of("--ignore-cgroups", "--network=none");
            default -> List.of();
        };
    }

    /** Whether its containers run on the host's kernel, as they do without a guest kernel. */
    public boolean sharesKernel() {
        return name.equals("crun") || name.equals("runc") || name.equals("youki");
    }

    /**
     * Processes and threads that the control group counts beside the program's own: the runtime,
     * the one that ends it, the container's first process. A guest kernel keeps many, and counts
     * the program's by itself.
     */
    int overhead() {
        return switch (name) {
            case "crun" -> 4;
            case "runc" -> 14;
            default -> GUEST_THREADS;
        };
    }
}
