package io.ultimatemcp.server.tool.session;

import io.ultimatemcp.server.tool.Field;
import io.ultimatemcp.server.tool.box.SessionView;
import java.util.List;

/** The answer of {@code list_sessions}. */
record ListResult(
        @Field("Id of the stored run.") String id,
        @Field("Your sessions, the eldest first.") List<SessionView> sessions) {}
