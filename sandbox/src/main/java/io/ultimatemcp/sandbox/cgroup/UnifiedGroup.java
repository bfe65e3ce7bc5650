package io.ultimatemcp.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One directory in the version 2 hierarchy.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">Control Group v2</a>
 */
record UnifiedGroup(Path directory) implements Group {

    UnifiedGroup create() throws IOException {
        Files.createDirectory(directory);
        return this;
    }

    @Override
    public List<Path> doors() {
        return List.of(directory.resolve("cgroup.procs"));
    }

    @Override
    public void limit(long memory, int processes) throws IOException {
        GroupFiles.write(directory.resolve("memory.max"), Long.toString(memory));
        Path swap = directory.resolve("memory.swap.max");
        if (Files.exists(swap)) {
            GroupFiles.write(swap, "0");
        }
        // one kill ends the whole tree
        GroupFiles.write(directory.resolve("memory.oom.group"), "1");
        GroupFiles.write(directory.resolve("pids.max"), Integer.toString(processes));
    }

    @Override
    public Usage usage() {
        return new Usage(
                1000 * GroupFiles.entry(directory.resolve("cpu.stat"), "usage_usec"),
                GroupFiles.number(directory.resolve("memory.peak")),
                GroupFiles.entry(directory.resolve("memory.events"), "oom_kill"),
                GroupFiles.entry(directory.resolve("pids.events"), "max"));
    }

    @Override
    public void kill() {
        try {
            GroupFiles.write(directory.resolve("cgroup.kill"), "1");
        } catch (IOException e) {
            GroupFiles.killAll(directory); // before Linux 5.14
        }
    }

    @Override
    public boolean isEmpty() {
        return GroupFiles.isEmpty(directory);
    }

    @Override
    public boolean remove() {
        return GroupFiles.remove(directory);
    }
}
