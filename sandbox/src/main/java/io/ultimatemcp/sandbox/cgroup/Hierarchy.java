package io.ultimatemcp.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the directory of our own group.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 */
final class Hierarchy {
    private final List<String> mounts;
    private final List<String> memberships;

    Hierarchy(List<String> mounts, List<String> memberships) {
        this.mounts = mounts;
        this.memberships = memberships;
    }

    static Hierarchy ofThisProcess() throws IOException {
        return new Hierarchy(
                Files.readAllLines(Path.of("/proc/self/mountinfo")),
                Files.readAllLines(Path.of("/proc/self/cgroup")));
    }

    /** Our group in the version 1 hierarchy of {@code controller}. */
    Optional<Path> legacy(String controller) {
        for (String line : memberships) {
            String[] parts = line.split(":", 3);
            if (Set.of(parts[1].split(",", -1)).contains(controller)) {
                return directory("cgroup", controller, parts[2]);
            }
        }
        return Optional.empty();
    }

    /** Our group in the version 2 hierarchy. */
    Optional<Path> unified() {
        return memberships.stream()
                .filter(line -> line.startsWith("0::"))
                .findFirst()
                .flatMap(line -> directory("cgroup2", "", line.substring(3)));
    }

    private Optional<Path> directory(String type, String option, String group) {
        for (String line : mounts) {
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ", -1);
            String[] right = halves[1].split(" ", -1);
            boolean fits =
                    right[0].equals(type)
                            && (option.isEmpty()
                                    || Arrays.asList(right[2].split(",", -1)).contains(option));
            if (fits) {
                return below(Path.of(left[4]), left[3], group);
            }
        }
        return Optional.empty();
    }

    /** In a container only a part of the hierarchy is mounted, and our path may name all of it. */
    private static Optional<Path> below(Path mount, String mountedPart, String group) {
        boolean same = group.equals(mountedPart) || group.startsWith(mountedPart + "/");
        String rest =
                !mountedPart.equals("/") && same ? group.substring(mountedPart.length()) : group;
        Path directory = mount.resolve(rest.replaceFirst("^/+", ""));
        return Files.isDirectory(directory) ? Optional.of(directory) : Optional.empty();
    }
}
