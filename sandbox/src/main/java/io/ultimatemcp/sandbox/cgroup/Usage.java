package io.ultimatemcp.sandbox.cgroup;

/**
 * What a group has used.
 *
 * @param cpuNanos user and system time, negative when the group does not know
 * @param peakMemory bytes, negative when the group does not know
 * @param memoryKills how often the kernel killed for want of memory
 * @param processRefusals how often a new process or thread was refused
 */
public record Usage(long cpuNanos, long peakMemory, long memoryKills, long processRefusals) {}
