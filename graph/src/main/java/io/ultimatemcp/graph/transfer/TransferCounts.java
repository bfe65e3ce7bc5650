package io.ultimatemcp.graph.transfer;

/** How many nodes and relationships were written out or read in. */
public record TransferCounts(long nodes, long relationships) {}
