package io.ultimatemcp.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a program finds in its sandbox, as bubblewrap's options: {@code /usr} of the host and a made
 * {@code /etc}, both read-only; {@code /work}, {@code /tmp} and {@code /dev/shm} on the stage's
 * bounded file system; nothing of the host's {@code /home}, {@code /root}, {@code /var}, {@code
 * /run}. Read once from the host, then immutable.
 */
final class Layout {
    private static final List<String> SYSTEM_LINKS =
            List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
    private static final List<String> HIDDEN_FILES =
            List.of(
                    "/proc/kallsyms",
                    "/proc/kcore",
                    "/proc/key-users",
                    "/proc/keys",
                    "/proc/kmsg",
                    "/proc/latency_stats",
                    "/proc/modules",
                    "/proc/sched_debug",
                    "/proc/timer_list");
    private static final List<String> HIDDEN_DIRECTORIES =
            List.of("/proc/acpi", "/proc/asound", "/proc/scsi");

    private final List<String> options = new ArrayList<>();

    Layout(Path toolchain) throws IOException {
        this();
        add("--ro-bind", toolchain.toRealPath().toString(), "/opt/toolchain");
    }

    Layout() throws IOException {
        add("--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534");
        add("--disable-userns", "--cap-drop", "ALL", "--die-with-parent", "--new-session");
        add("--hostname", "sandbox", "--clearenv");
        add("--perms", "0755", "--dir", "/usr", "--ro-bind", "/usr", "/usr");
        for (String name : SYSTEM_LINKS) {
            system(Path.of(name));
        }
        add("--ro-bind", StageScript.PLACE + "/etc", "/etc");
        if (Files.isDirectory(Path.of("/etc/alternatives"))) {
            add("--ro-bind", "/etc/alternatives", "/etc/alternatives");
        }
        add("--proc", "/proc", "--dev", "/dev");
        for (String file : HIDDEN_FILES) {
            if (Files.exists(Path.of(file))) {
                add("--ro-bind", "/dev/null", file);
            }
        }
        for (String directory : HIDDEN_DIRECTORIES) {
            if (Files.isDirectory(Path.of(directory))) {
                add("--ro-bind", StageScript.PLACE + "/empty", directory);
            }
        }
        add("--bind", StageScript.PLACE + "/shm", "/dev/shm");
        add("--bind", StageScript.PLACE + "/tmp", "/tmp");
        add("--bind", StageScript.PLACE + "/work", "/work");
        add("--ro-bind", StageScript.PLACE + "/job", "/job");
    }

    /** The options for one program, each ended by NUL as {@code --args} reads them. */
    String options(Map<String, String> env, Map<String, String> binds) {
        var all = new ArrayList<>(options);
        binds.forEach((source, target) -> all.addAll(List.of("--ro-bind", source, target)));
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/"));
        all.addAll(List.of("--chdir", "/work"));
        env.forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
        return String.join("\0", all) + "\0";
    }

    /** A link into {@code /usr} on today's systems, a directory of its own on older ones. */
    private void system(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            add("--symlink", Files.readSymbolicLink(path).toString(), path.toString());
        } else if (Files.isDirectory(path)) {
            add("--ro-bind", path.toString(), path.toString());
        }
    }

    private void add(String... words) {
        options.addAll(List.of(words));
    }
}
