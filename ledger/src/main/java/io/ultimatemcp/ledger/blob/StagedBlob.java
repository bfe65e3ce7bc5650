package io.ultimatemcp.ledger.blob;

/**
 * Content that lies ready to be referred to.
 *
 * @param sha256 its name
 * @param size bytes
 */
public record StagedBlob(Sha256 sha256, long size) {}
