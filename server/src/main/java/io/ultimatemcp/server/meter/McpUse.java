package io.ultimatemcp.server.meter;

/**
 * How busy the protocol is at this moment.
 *
 * @param calls under way
 * @param mostCalls that may be under way at once
 * @param mostSessions stateful sessions that there may be
 * @param tasks that run in this process
 */
public record McpUse(int calls, int mostCalls, int mostSessions, int tasks) {}
