package io.ultimatemcp.server.run;

import java.util.Locale;

/** Where a call came in. */
public enum Door {
    MCP,
    REST,
    STDIO,
    CLI;

    /** The form kept in the ledger. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
