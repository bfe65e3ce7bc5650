package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Built;
import io.ultimatemcp.analysis.hint.Value.Text;
import java.util.List;
import java.util.Set;

/** Places outside a program's own files. */
final class SystemFiles {
    private static final List<String> STARTS =
            List.of("/etc/", "/proc/", "/sys/", "/root/", "/boot/", "/dev/mem", "/dev/kmem");

    private static final Set<String> ROOTS =
            Set.of(
                    "/",
                    "/*",
                    "/.",
                    "~",
                    "~/",
                    "~/*",
                    "$HOME",
                    "${HOME}",
                    "$HOME/",
                    "$HOME/*",
                    "${HOME}/*",
                    "/bin",
                    "/boot",
                    "/etc",
                    "/home",
                    "/lib",
                    "/opt",
                    "/root",
                    "/sbin",
                    "/srv",
                    "/usr",
                    "/var");

    private SystemFiles() {}

    /** Whether a value is the path of a system file, or surely begins as one. */
    static boolean are(Value value) {
        return switch (value) {
            case Text(String text, _) -> begins(text);
            case Built(String start) -> begins(start);
            case Value.Ref _, Value.Items _, Value.Whole _, Value.Unknown _ -> false;
        };
    }

    /** Whether all of a system or of a user lies below the path. */
    static boolean isRoot(String path) {
        return ROOTS.contains(path)
                || (path.endsWith("/") && ROOTS.contains(path.substring(0, path.length() - 1)))
                || (path.endsWith("/*") && ROOTS.contains(path.substring(0, path.length() - 2)));
    }

    private static boolean begins(String path) {
        return STARTS.stream().anyMatch(path::startsWith);
    }
}
