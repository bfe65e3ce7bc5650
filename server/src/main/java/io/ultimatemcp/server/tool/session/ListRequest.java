package io.ultimatemcp.server.tool.session;

/** The arguments of {@code list_sessions}: none. */
record ListRequest() {}
