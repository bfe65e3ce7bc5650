package io.ultimatemcp.analysis.model;

import java.util.Locale;

/** What a symbol is. */
public enum SymbolKind {
    FUNCTION,
    METHOD,
    CLASS,
    INTERFACE,
    ENUM,
    TYPE,
    /** A namespace of TypeScript, or the file itself. */
    MODULE;

    /** In lower case, as results write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
