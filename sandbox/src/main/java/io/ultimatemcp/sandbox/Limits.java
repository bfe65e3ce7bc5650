package io.ultimatemcp.sandbox;

import java.time.Duration;

/**
 * What one job may use; the whole tree of its processes counts together.
 *
 * @param wall time from start to end; 100 ms to 1 h
 * @param cpu user and system time of the tree; 100 ms to 1 h
 * @param memory bytes of every kind: anonymous, shared, files in memory, kernel buffers; 32 MiB to
 *     64 GiB
 * @param processes processes and threads together; 1 to 4096
 * @param disk bytes that {@code /work}, {@code /tmp} and {@code /dev/shm} hold together, and the
 *     largest size of one file; 1 MiB to 16 GiB
 * @param inodes files and directories in those three; 64 to 1 000 000
 * @param output bytes kept of each output stream; more ends the job; 1 KiB to 8 MiB
 */
public record Limits(
        Duration wall,
        Duration cpu,
        long memory,
        int processes,
        long disk,
        int inodes,
        int output) {
    private static final long MIB = 1L << 20;

    /** Most bytes that are ever kept of one output stream: 8 MiB. */
    public static final int MAX_OUTPUT = 8 << 20;

    /** 8 s, 256 MiB, 128 processes, 128 MiB of files, 8192 inodes, 8 MiB a stream. */
    public static Limits standard() {
        return new Limits(
                Duration.ofSeconds(8),
                Duration.ofSeconds(16),
                256 * MIB,
                128,
                128 * MIB,
                8192,
                MAX_OUTPUT);
    }

    /** The same with another wall time, and twice that as CPU time. */
    public Limits withWall(Duration time) {
        return new Limits(time, time.multipliedBy(2), memory, processes, disk, inodes, output);
    }

    /** The same with another CPU time. */
    public Limits withCpu(Duration time) {
        return new Limits(wall, time, memory, processes, disk, inodes, output);
    }

    /** The same with another memory limit in bytes. */
    public Limits withMemory(long bytes) {
        return new Limits(wall, cpu, bytes, processes, disk, inodes, output);
    }

    /** The same with another number of processes and threads. */
    public Limits withProcesses(int count) {
        return new Limits(wall, cpu, memory, count, disk, inodes, output);
    }

    /** The same with another limit for files: bytes in all, and how many. */
    public Limits withFiles(long bytes, int count) {
        return new Limits(wall, cpu, memory, processes, bytes, count, output);
    }

    /** The same with another number of bytes kept of each output stream. */
    public Limits withOutput(int bytes) {
        return new Limits(wall, cpu, memory, processes, disk, inodes, bytes);
    }
}
