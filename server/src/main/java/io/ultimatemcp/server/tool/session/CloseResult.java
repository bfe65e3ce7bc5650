package io.ultimatemcp.server.tool.session;

import io.ultimatemcp.server.tool.Field;
import io.ultimatemcp.server.tool.box.SessionView;

/** The answer of {@code close_session}. */
record CloseResult(
        @Field("Id of the stored run.") String id,
        @Field("The session as it was at its end.") SessionView session) {}
