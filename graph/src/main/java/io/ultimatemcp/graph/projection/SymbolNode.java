package io.ultimatemcp.graph.projection;

/**
 * A function, class or module.
 *
 * @param key unique among all symbols, for example {@code sha256:Class.method}
 * @param kind in the analysis' words: function, method, class, module …
 * @param line first line, from 1
 */
public record SymbolNode(
        String key, String name, String kind, int line, int endLine, int complexity) {}
