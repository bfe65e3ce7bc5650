package io.ultimatemcp.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of the host a program may see, whichever engine runs it: {@code /usr}, the operator's
 * toolchain, nothing of {@code /home}, {@code /root}, {@code /var}, {@code /run}.
 *
 * @param links symbolic links at the root: name inside to target
 * @param binds read-only: path inside to path of the host
 * @param hiddenFiles of {@code /proc}, as far as this kernel has them
 * @param hiddenDirectories of {@code /proc}, as far as this kernel has them
 */
public record SystemView(
        Map<String, String> links,
        Map<String, String> binds,
        List<String> hiddenFiles,
        List<String> hiddenDirectories) {
    private static final List<String> SYSTEM_LINKS =
            List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    /**
     * Besides the kernel's inside: what it was built and started with, and what tells of other
     * programs (their locks, which show through every pid namespace, their disks' and devices'
     * work, the number of their control groups).
     */
    private static final List<String> HIDDEN_FILES =
            List.of(
                    "/proc/cgroups",
                    "/proc/cmdline",
                    "/proc/config.gz",
                    "/proc/diskstats",
                    "/proc/interrupts",
                    "/proc/kallsyms",
                    "/proc/kcore",
                    "/proc/key-users",
                    "/proc/keys",
                    "/proc/kmsg",
                    "/proc/latency_stats",
                    "/proc/locks",
                    "/proc/modules",
                    "/proc/sched_debug",
                    "/proc/timer_list");

    private static final List<String> HIDDEN_DIRECTORIES =
            List.of("/proc/acpi", "/proc/asound", "/proc/scsi");
    private static final String ALTERNATIVES = "/etc/alternatives";

    /** Reads it from this machine. */
    public static SystemView read(Optional<Path> toolchain) throws IOException {
        var links = new LinkedHashMap<String, String>();
        var binds = new LinkedHashMap<String, String>();
        binds.put("/usr", "/usr");
        for (String name : SYSTEM_LINKS) {
            Path path = Path.of(name);
            // a link into /usr on today's systems, a directory of its own on older ones
            if (Files.isSymbolicLink(path)) {
                links.put(name, Files.readSymbolicLink(path).toString());
            } else if (Files.isDirectory(path)) {
                binds.put(name, name);
            }
        }
        if (Files.isDirectory(Path.of(ALTERNATIVES))) {
            binds.put(ALTERNATIVES, ALTERNATIVES);
        }
        if (toolchain.isPresent()) {
            binds.put("/opt/toolchain", toolchain.get().toRealPath().toString());
        }
        return new SystemView(
                links, binds, there(HIDDEN_FILES.stream()), there(HIDDEN_DIRECTORIES.stream()));
    }

    private static List<String> there(Stream<String> paths) {
        return paths.filter(path -> Files.exists(Path.of(path))).toList();
    }
}
