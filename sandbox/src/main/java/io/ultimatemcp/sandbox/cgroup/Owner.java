package io.ultimatemcp.sandbox.cgroup;

import io.ultimatemcp.sandbox.linux.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that a group belongs to, as the group's name tells it. A pid alone would not do: the
 * kernel gives it away again, and every container has its own.
 *
 * @param pid in its pid namespace
 * @param start when it started, in clock ticks since the machine did
 * @param namespace the number of its pid namespace
 */
record Owner(long pid, long start, long namespace) {
    private static final Pattern NAME = Pattern.compile("umcp-(\\d+)-(\\d+)-(\\d+)-\\d+");
    private static final Owner SELF =
            new Owner(
                    ProcessHandle.current().pid(),
                    ProcessTable.start(ProcessHandle.current().pid()).orElse(0),
                    namespaceHere());

    /** This process. */
    static Owner self() {
        return SELF;
    }

    /** Whose group has this name; empty when it is none of ours. */
    static Optional<Owner> of(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new Owner(number(parts, 1), number(parts, 2), number(parts, 3)))
                : Optional.empty();
    }

    /** The name of its {@code number}th group. */
    String group(long number) {
        return "umcp-" + pid + "-" + start + "-" + namespace + "-" + number;
    }

    /** Whether it is known to be gone; of one in another pid namespace nothing is known. */
    boolean isGone() {
        return namespace == SELF.namespace && ProcessTable.start(pid).orElse(-1) != start;
    }

    private static long number(Matcher parts, int group) {
        return Long.parseLong(parts.group(group));
    }

    /** Read from a link to {@code pid:[4026531836]}. */
    private static long namespaceHere() {
        try {
            String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return Long.parseLong(link.replaceAll("\\D", ""));
        } catch (IOException e) {
            return 0;
        }
    }
}
