package io.ultimatemcp.sandbox.meter;

import io.ultimatemcp.sandbox.cgroup.Group;
import io.ultimatemcp.sandbox.cgroup.Usage;

/** Tells what one job has used so far. Used by one thread at a time. */
public sealed interface Meter permits GroupMeter, TreeMeter {
    /** Reads now. Usage above a limit shows as a kill or refusal in it. */
    Usage read();

    /** Asks a control group, which counts by itself and misses nothing. */
    static Meter of(Group group) {
        return new GroupMeter(group, group.usage());
    }

    /** The same, from where the group was before. */
    static Meter of(Group group, Usage before) {
        return new GroupMeter(group, before);
    }

    /**
     * Adds up the tree below a process each time it is read; what lives only between two readings
     * is missed.
     *
     * @param files how many bytes the job's file system in memory holds
     */
    static Meter ofTree(
            long root, long memory, int processes, java.util.function.LongSupplier files) {
        return new TreeMeter(root, memory, processes, files);
    }
}
