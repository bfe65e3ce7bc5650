package io.ultimatemcp.sandbox.meter;

import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.linux.ProcessTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Adds up proportional memory, page tables, CPU time and threads of every process below one, and
 * what waits in TCP sockets. Of other sockets that cannot be read, so above a number that programs
 * have, each counts as full.
 */
final class TreeMeter implements Meter {
    private static final int FREE_SOCKETS = 64;
    private static final long SOCKET_BYTES = 212_992L; // the kernel's default for one direction

    private final long root;
    private final long memory;
    private final int processes;
    private final LongSupplier files;
    private final Map<Long, Long> cpu = new HashMap<>();
    private final long before;
    private long peak;
    private long memoryHits;
    private long processHits;

    TreeMeter(long root, long memory, int processes, LongSupplier files) {
        this.root = root;
        this.memory = memory;
        this.processes = processes;
        this.files = files;
        this.before = read().cpuNanos();
    }

    @Override
    public Usage read() {
        // one more than the limit and bubblewrap's own two are enough to see an excess
        List<Long> tree = ProcessTable.tree(root, processes + 3);
        long bytes = files.getAsLong();
        long threads = 0;
        for (long pid : tree) {
            bytes += ProcessTable.memory(pid);
            threads += ProcessTable.threads(pid);
            cpu.merge(pid, ProcessTable.cpuNanos(pid), Math::max);
        }
        long sockets = ProcessTable.sockets(tree.getLast());
        bytes += Math.max(0, sockets - FREE_SOCKETS) * SOCKET_BYTES;
        if (bytes <= memory) {
            bytes += ProcessTable.tcpBytes(tree.getLast());
        }
        peak = Math.max(peak, bytes);
        memoryHits += bytes > memory ? 1 : 0;
        processHits += threads > processes + 2 ? 1 : 0;
        long nanos = cpu.values().stream().mapToLong(Long::longValue).sum();
        return new Usage(nanos - before, peak, memoryHits, processHits);
    }
}
