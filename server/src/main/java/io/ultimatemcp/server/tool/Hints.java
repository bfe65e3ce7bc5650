package io.ultimatemcp.server.tool;

/**
 * MCP's tool annotations (schema type {@code ToolAnnotations}): hints for people and clients, never
 * a boundary.
 */
public enum Hints {
    /** Changes nothing: may be called freely. */
    READ_ONLY(true, true),
    /** Adds something each time, destroys nothing. */
    ADDITIVE(false, false),
    /** Adds something, destroys nothing; the same once more changes nothing. */
    IDEMPOTENT(false, true);

    private final boolean readOnly;
    private final boolean idempotent;

    Hints(boolean readOnly, boolean idempotent) {
        this.readOnly = readOnly;
        this.idempotent = idempotent;
    }

    public boolean readOnly() {
        return readOnly;
    }

    public boolean idempotent() {
        return idempotent;
    }
}
