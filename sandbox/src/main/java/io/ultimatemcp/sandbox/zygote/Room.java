package io.ultimatemcp.sandbox.zygote;

/**
 * What one nest may hold.
 *
 * @param disk bytes of its files
 * @param inodes number of its files
 * @param memory bytes of its whole tree
 * @param processes processes and threads of its tree, with the nest's own first process
 */
public record Room(long disk, int inodes, long memory, int processes) {}
