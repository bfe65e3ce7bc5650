package io.ultimatemcp.sandbox.meter;

import io.ultimatemcp.sandbox.cgroup.Group;
import io.ultimatemcp.sandbox.cgroup.Usage;

/** Counts from where the group was when the job began. */
final class GroupMeter implements Meter {
    private final Group group;
    private final Usage begin;

    GroupMeter(Group group, Usage begin) {
        this.group = group;
        this.begin = begin;
    }

    @Override
    public Usage read() {
        Usage now = group.usage();
        return new Usage(
                Math.max(0, now.cpuNanos() - Math.max(0, begin.cpuNanos())),
                Math.max(0, now.peakMemory()),
                now.memoryKills() - begin.memoryKills(),
                now.processRefusals() - begin.processRefusals());
    }
}
