package io.ultimatemcp.analysis.model;

/**
 * A piece of the source.
 *
 * @param line of its first character, from 1; lines end at {@code \n}
 * @param column of its first character, from 1, in Unicode code points; a tab is one
 * @param endLine of the place just behind its last character
 * @param endColumn of the place just behind its last character
 */
public record Span(int line, int column, int endLine, int endColumn) {}
