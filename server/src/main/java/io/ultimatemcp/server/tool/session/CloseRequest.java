package io.ultimatemcp.server.tool.session;

import io.ultimatemcp.server.tool.Field;

/** The arguments of {@code close_session}. */
record CloseRequest(
        @Field(value = "Name of the session.", pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")
                String name) {}
