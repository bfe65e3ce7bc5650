package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.Span;
import io.ultimatemcp.analysis.model.Symbol;
import io.ultimatemcp.analysis.model.SymbolKind;

/** A symbol while its node is walked. */
final class Scope {
    private final String key;
    private final String name;
    private final SymbolKind kind;
    private final Span span;
    private final int end;
    private int decisions;

    Scope(String key, String name, SymbolKind kind, Span span, int end) {
        this.key = key;
        this.name = name;
        this.kind = kind;
        this.span = span;
        this.end = end;
    }

    String key() {
        return key;
    }

    /** The row behind its last node. */
    int end() {
        return end;
    }

    boolean holdsMethods() {
        return kind == SymbolKind.CLASS || kind == SymbolKind.INTERFACE;
    }

    void decide() {
        decisions++;
    }

    Symbol symbol() {
        return new Symbol(key, name, kind, span, decisions + 1);
    }
}
