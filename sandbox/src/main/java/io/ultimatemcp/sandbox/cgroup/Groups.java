package io.ultimatemcp.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a group for each job below the group that this process is in. Thread-safe.
 *
 * <p>A version 2 group that hands controllers to children may hold no process itself, so there we
 * first move into a child of our own; this needs a delegated group.
 */
public final class Groups {
    private static final AtomicLong COUNTER = new AtomicLong();

    private final boolean unified;
    private final Path memory;
    private final Path pids;
    private final Optional<Path> cpu;

    private Groups(boolean unified, Path memory, Path pids, Optional<Path> cpu) {
        this.unified = unified;
        this.memory = memory;
        this.pids = pids;
        this.cpu = cpu;
    }

    /** The groups that this process may make, proven by making one; empty when it may not. */
    public static Optional<Groups> find() {
        try {
            Hierarchy hierarchy = Hierarchy.ofThisProcess();
            return hierarchy
                    .unified()
                    .flatMap(Groups::unified)
                    .or(() -> legacy(hierarchy))
                    .filter(Groups::works);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether these are version 2. */
    public boolean unified() {
        return unified;
    }

    /** Makes an empty group without limits. */
    public Group create() throws IOException {
        String name = Owner.self().group(COUNTER.incrementAndGet());
        return unified
                ? new UnifiedGroup(memory.resolve(name)).create()
                : new LegacyGroup(
                                memory.resolve(name),
                                pids.resolve(name),
                                cpu.map(d -> d.resolve(name)))
                        .create();
    }

    /** Kills and removes what servers that are gone have left behind. */
    public void sweep() {
        for (Path parent :
                cpu.isPresent() ? List.of(memory, pids, cpu.get()) : List.of(memory, pids)) {
            try (var children = Files.newDirectoryStream(parent, "umcp-*")) {
                for (Path child : children) {
                    if (Owner.of(child.getFileName().toString())
                            .filter(Owner::isGone)
                            .isPresent()) {
                        GroupFiles.killAll(child);
                        GroupFiles.remove(child);
                    }
                }
            } catch (IOException e) {
                // not readable: then nothing of ours is in it
            }
        }
    }

    private boolean works() {
        try {
            Group group = create();
            try {
                group.limit(1L << 30, 100);
                return true;
            } finally {
                group.remove();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Groups> legacy(Hierarchy hierarchy) {
        return hierarchy
                .legacy("memory")
                .flatMap(memory ->
                        hierarchy
                                .legacy("pids")
                                .map(pids ->
                                        new Groups(
                                                false,
                                                memory,
                                                pids,
                                                hierarchy
                                                        .legacy("cpuacct")
                                                        .filter(Files::isWritable))));
    }

    private static Optional<Groups> unified(Path own) {
        try {
            String offered = Files.readString(own.resolve("cgroup.controllers"));
            if (!offered.contains("memory") || !offered.contains("pids")) {
                return Optional.empty();
            }
            Path control = own.resolve("cgroup.subtree_control");
            if (!Files.readString(control).contains("memory")
                    || !Files.readString(control).contains("pids")) {
                delegate(own, control);
            }
            return Optional.of(new Groups(true, own, own, Optional.empty()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void delegate(Path own, Path control) throws IOException {
        try {
            GroupFiles.write(control, "+memory +pids");
        } catch (IOException busy) {
            Path leaf = own.resolve("umcp-server");
            if (!Files.isDirectory(leaf)) {
                Files.createDirectory(leaf);
            }
            for (String pid : Files.readAllLines(own.resolve("cgroup.procs"))) {
                GroupFiles.write(leaf.resolve("cgroup.procs"), pid);
            }
            GroupFiles.write(control, "+memory +pids");
        }
    }
}
