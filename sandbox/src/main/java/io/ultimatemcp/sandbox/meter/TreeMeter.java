package io.ultimatemcp.sandbox.meter;

import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.linux.ProcessTable;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Adds up proportional memory, page tables, CPU time and threads of every process below one, and
 * what waits in TCP sockets. Of other sockets that cannot be read, so above a number that programs
 * have, each counts as full.
 *
 * <p>The time of a child that is dead and waited for is in its parent's, so the sum over the living
 * goes down only when a child was not waited for (the kernel buries those of a parent that ignores
 * SIGCHLD). What it went down by counts from then on. A child that dies while the tree is read can
 * be missing in that reading alone, hence the higher of two readings counts.
 */
final class TreeMeter implements Meter {
    private static final int FREE_SOCKETS = 64;
    private static final long SOCKET_BYTES = 212_992L; // the kernel's default for one direction

    private final long root;
    private final long memory;
    private final int processes;
    private final LongSupplier files;
    private final long before;
    private long last;
    private long level;
    private long lost;
    private long most;
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
        long nanos = 0;
        for (long pid : tree) {
            bytes += ProcessTable.memory(pid);
            threads += ProcessTable.threads(pid);
            nanos += ProcessTable.cpuNanos(pid);
        }
        long sockets = ProcessTable.sockets(tree.getLast());
        bytes += Math.max(0, sockets - FREE_SOCKETS) * SOCKET_BYTES;
        if (bytes <= memory) {
            bytes += ProcessTable.tcpBytes(tree.getLast());
        }
        peak = Math.max(peak, bytes);
        memoryHits += bytes > memory ? 1 : 0;
        processHits += threads > processes + 2 ? 1 : 0;
        return new Usage(cpu(nanos) - before, peak, memoryHits, processHits);
    }

    private long cpu(long sum) {
        long higher = Math.max(sum, last);
        lost += Math.max(0, level - higher);
        last = sum;
        level = higher;
        most = Math.max(most, lost + higher);
        return most;
    }
}
