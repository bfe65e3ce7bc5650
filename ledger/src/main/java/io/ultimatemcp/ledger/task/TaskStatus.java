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
    CANCELLED;

    /**
     * Whether nothing can follow.
     *
     * @return true for an end
     */
    public boolean isTerminal() {
        return switch (this) {
            case WORKING, INPUT_REQUIRED -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }
}
