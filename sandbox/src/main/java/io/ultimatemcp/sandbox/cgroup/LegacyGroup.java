package io.ultimatemcp.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One directory in each version 1 hierarchy.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/memory.html">memory</a>
 */
record LegacyGroup(Path memory, Path pids, Optional<Path> cpu) implements Group {
    private static final int SOCKETS_SHARE = 8;

    /** Makes the directories; none is left when one fails. */
    LegacyGroup create() throws IOException {
        try {
            for (Path directory : directories()) {
                Files.createDirectory(directory);
            }
            return this;
        } catch (IOException e) {
            remove();
            throw e;
        }
    }

    @Override
    public List<Path> doors() {
        return directories().stream().map(d -> d.resolve("cgroup.procs")).toList();
    }

    @Override
    public void limit(long bytes, int processes) throws IOException {
        GroupFiles.write(memory.resolve("memory.max_usage_in_bytes"), "0");
        Path both = memory.resolve("memory.memsw.limit_in_bytes");
        // memory plus swap may never be below memory alone, so it goes first when it grows
        boolean swap = Files.exists(both);
        if (swap) {
            GroupFiles.write(both, "-1");
        }
        GroupFiles.write(memory.resolve("memory.limit_in_bytes"), Long.toString(bytes));
        if (swap) {
            GroupFiles.write(both, Long.toString(bytes));
        }
        Path sockets = memory.resolve("memory.kmem.tcp.limit_in_bytes");
        if (Files.exists(sockets)) {
            // this version counts what waits in network sockets apart from all other memory
            GroupFiles.write(sockets, Long.toString(bytes / SOCKETS_SHARE));
        }
        GroupFiles.write(pids.resolve("pids.max"), Integer.toString(processes));
    }

    @Override
    public Usage usage() {
        return new Usage(
                cpu.map(d -> GroupFiles.number(d.resolve("cpuacct.usage"))).orElse(-1L),
                GroupFiles.number(memory.resolve("memory.max_usage_in_bytes")),
                GroupFiles.entry(memory.resolve("memory.oom_control"), "oom_kill"),
                GroupFiles.entry(pids.resolve("pids.events"), "max"));
    }

    @Override
    public void kill() {
        GroupFiles.killAll(pids);
    }

    @Override
    public boolean isEmpty() {
        return GroupFiles.isEmpty(pids);
    }

    @Override
    public boolean remove() {
        // no short cut: each directory is tried
        return directories().stream().filter(d -> !GroupFiles.remove(d)).findAny().isEmpty();
    }

    private List<Path> directories() {
        return Stream.concat(Stream.of(memory, pids), cpu.stream()).toList();
    }
}
