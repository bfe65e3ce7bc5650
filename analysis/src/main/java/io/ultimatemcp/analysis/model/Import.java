package io.ultimatemcp.analysis.model;

/**
 * A module that is asked for.
 *
 * @param importer key of the symbol that asks, or {@link Symbol#MODULE}
 * @param module {@code a.b} for Python's {@code from a.b import c}, the specifier of JavaScript and
 *     TypeScript, the file that bash sources
 */
public record Import(String importer, String module, Span span) {}
