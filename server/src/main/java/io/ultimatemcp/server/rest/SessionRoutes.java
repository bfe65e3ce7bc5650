package io.ultimatemcp.server.rest;

import io.ultimatemcp.sandbox.session.Sessions;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.box.SessionView;
import io.ultimatemcp.server.tool.session.CloseSessionTool;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The caller's own sessions over REST: the list, and the end of one. */
public final class SessionRoutes {
    private static final String SESSIONS = "/api/v1/sessions";

    private final Sessions sessions;

    public SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, SESSIONS, Route.Access.AUTHENTICATED, this::list),
                new Route(
                        Route.Method.DELETE,
                        SESSIONS + "/:name",
                        Route.Access.AUTHENTICATED,
                        this::close));
    }

    private Reply list(Request request) {
        Access.require(request.caller(), Permission.TOOLS_EXECUTE);
        var body = Json.MAPPER.createObjectNode();
        var list = body.putArray("sessions");
        sessions.list(request.caller().id()).stream()
                .map(SessionView::of)
                .map(Json.MAPPER::<JsonNode>valueToTree)
                .forEach(list::add);
        return Reply.json(body);
    }

    private Reply close(Request request) {
        Access.require(request.caller(), Permission.TOOLS_EXECUTE);
        var _ = CloseSessionTool.close(sessions, request.caller().id(), request.path("name"));
        return new Reply(204, "application/json", Map.of(), new byte[0]);
    }
}
