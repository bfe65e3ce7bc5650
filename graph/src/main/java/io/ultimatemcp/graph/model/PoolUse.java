package io.ultimatemcp.graph.model;

/**
 * The connections at this moment.
 *
 * @param inUse transactions under way
 * @param waiting calls that wait for a connection
 * @param most connections there may be
 */
public record PoolUse(int inUse, int waiting, int most) {}
