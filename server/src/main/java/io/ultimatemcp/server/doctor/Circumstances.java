package io.ultimatemcp.server.doctor;

import io.ultimatemcp.sandbox.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a self-check is true of: when one of these changes, it has to be made again.
 *
 * @param version of the platform
 * @param kernel its release
 * @param bootId made anew each time the machine starts
 * @param user number of the user that runs programs
 * @param engine name and version of what builds the walls, or {@code none}
 */
public record Circumstances(
        String version, String kernel, String bootId, long user, String engine) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");

    static Circumstances now(String version, Readiness readiness) {
        return new Circumstances(version, read(RELEASE), read(BOOT), ownUser(), engine(readiness));
    }

    private static String engine(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready(var isolation, _) ->
                    isolation.tier() + " " + isolation.engine() + " " + isolation.version();
            case Readiness.Refusing _ -> "none";
        };
    }

    /** What is not as it was, in words; empty when all is. */
    List<String> changedSince(Circumstances before) {
        var changed = new ArrayList<String>();
        compare(changed, "ultimate-mcp", before.version, version);
        compare(changed, "the kernel", before.kernel, kernel);
        compare(changed, "the user", "" + before.user, "" + user);
        compare(changed, "the engine", before.engine, engine);
        if (changed.isEmpty() && !Objects.equals(before.bootId, bootId)) {
            changed.add("the machine was started again");
        }
        return changed;
    }

    private static void compare(List<String> into, String what, String before, String now) {
        if (!Objects.equals(before, now)) {
            into.add(what + " was " + before + " and is " + now);
        }
    }

    private static long ownUser() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return -1;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
