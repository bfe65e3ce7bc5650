package io.ultimatemcp.server.http;

/**
 * How busy the HTTP door is at this moment.
 *
 * @param connections open, also those that wait for a request
 * @param calls requests of the REST API that are worked on
 * @param mostCalls such requests that may be worked on at once; more are refused
 */
public record HttpUse(int connections, int calls, int mostCalls) {}
