package io.ultimatemcp.sandbox.files;

/** A regular file below a work directory; {@code path} is relative, with {@code /} between. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record FoundFile(String path, byte[] content) {}
