package io.ultimatemcp.analysis.model;

/**
 * Something a source defines.
 *
 * @param key its names from the outside in, like {@code Shop.open}; unique in its file, a second
 *     one of the same names is {@code Shop.open#2}
 * @param name the last of its names
 * @param complexity McCabe's number, at least 1. Of a function: 1 and its decisions, without those
 *     of the symbols within; of a class: 1 and all decisions within
 */
public record Symbol(String key, String name, SymbolKind kind, Span span, int complexity) {
    /** Key and name of the file itself, which is the caller of the code outside any function. */
    public static final String MODULE = "<module>";
}
