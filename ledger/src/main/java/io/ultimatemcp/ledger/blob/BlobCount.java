package io.ultimatemcp.ledger.blob;

/**
 * How much all contents are, each counted once.
 *
 * @param contents how many
 * @param bytes how large they are together
 */
public record BlobCount(long contents, long bytes) {}
