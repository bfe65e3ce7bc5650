package io.ultimatemcp.sandbox;

/**
 * A file that the job finds under {@code /work}.
 *
 * @param path relative, with {@code /} between its parts; no {@code .}, {@code ..} or NUL
 */
public record InputFile(String path, Bytes content) {}
