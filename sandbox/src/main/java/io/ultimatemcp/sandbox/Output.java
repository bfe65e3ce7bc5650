package io.ultimatemcp.sandbox;

/**
 * What a program wrote on one stream.
 *
 * @param window text of at most 100 KB: all of it, or head and tail with {@code [… N bytes omitted
 *     …]} between; malformed UTF-8 is replaced by U+FFFD
 * @param whole the raw bytes, up to the limit of the job
 * @param written bytes that were read from the program, kept or not
 * @param truncated whether {@code window} leaves something out
 */
public record Output(String window, Bytes whole, long written, boolean truncated) {}
