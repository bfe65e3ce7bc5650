package io.ultimatemcp.ledger.task;

/** Where a task stands, in the words of MCP's tasks. */
public enum TaskStatus {
    /** It is under way. */
    WORKING,
    /** It waits for something from the client. */
    INPUT_REQUIRED,
    /** It has a result. */
    COMPLETED,
    /** It ended in an error. */
    FAILED,
    /** The client gave it up. */
    CANCELLED
}
