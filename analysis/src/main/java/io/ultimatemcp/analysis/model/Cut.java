package io.ultimatemcp.analysis.model;

import java.util.Locale;

/** A limit that an analysis met; what lies behind it is missing from the result. */
public enum Cut {
    /** The source was too long and was not read. */
    SOURCE,
    /** Parsing took too long and was given up. */
    TIME,
    /** There were more syntax nodes than are looked at. */
    NODES,
    /** Syntax was nested deeper than is looked at. */
    DEPTH,
    /** There were more symbols, calls, imports or findings than are listed. */
    ENTRIES;

    /** In lower case, as results write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
