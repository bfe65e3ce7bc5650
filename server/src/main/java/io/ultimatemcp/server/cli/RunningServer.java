package io.ultimatemcp.server.cli;

/**
 * A server that answers.
 *
 * @param url its address
 * @param pid its process
 * @param startedAt ISO 8601
 */
public record RunningServer(String url, long pid, String version, String startedAt) {}
