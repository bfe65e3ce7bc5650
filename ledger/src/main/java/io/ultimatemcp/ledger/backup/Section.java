package io.ultimatemcp.ledger.backup;

/**
 * A named part of a backup.
 *
 * @param name {@code blobs/…}, {@code rows/…} or {@code extra/…}
 * @param size bytes
 * @param sha256 of those bytes, in lower-case hexadecimal
 */
public record Section(String name, long size, String sha256) {}
