package io.ultimatemcp.server.tool;

/** How long calls of a tool may take, by the tool's own limits. */
public enum Pace {
    /** Within a second: the caller waits for the answer. */
    BRIEF,
    /** Longer: a door may answer that the call goes on. */
    LASTING
}
