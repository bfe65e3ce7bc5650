package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.Progress;
import io.ultimatemcp.server.tool.ToolSpec;
import io.ultimatemcp.server.tool.Toolbox;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Tools over REST: the list, each by name, and the paths of the original platform. */
public final class ToolRoutes {
    private final Toolbox tools;
    private final ToolHost host;
    private final Reply list;

    public ToolRoutes(Toolbox tools, ToolHost host) {
        this.tools = tools;
        this.host = host;
        this.list = describe(tools);
    }

    public List<Route> routes() {
        return Stream.concat(
                        Stream.of(
                                new Route(
                                        Route.Method.GET,
                                        "/api/v1/tools",
                                        Route.Access.AUTHENTICATED,
                                        this::list),
                                new Route(
                                        Route.Method.POST,
                                        "/api/v1/tools/:name",
                                        Route.Access.AUTHENTICATED,
                                        request -> call(request.path("name"), request))),
                        tools.specs().stream()
                                .map(spec ->
                                        new Route(
                                                Route.Method.POST,
                                                "/" + spec.name(),
                                                Route.Access.AUTHENTICATED,
                                                request -> call(spec.name(), request))))
                .toList();
    }

    private Reply list(Request request) {
        Access.require(request.caller(), Permission.TOOLS_READ);
        return list;
    }

    private static Reply describe(Toolbox tools) {
        var body = Json.MAPPER.createObjectNode();
        var list = body.putArray("tools");
        tools.specs().forEach(spec -> list.add(describe(spec)));
        return Reply.json(body);
    }

    private static ObjectNode describe(ToolSpec<?, ?> spec) {
        var tool =
                Json.MAPPER
                        .createObjectNode()
                        .put("name", spec.name())
                        .put("title", spec.title())
                        .put("description", spec.description())
                        .put("permission", spec.permission().text());
        tool.set("input_schema", spec.inputSchema());
        tool.set("output_schema", spec.outputSchema());
        return tool;
    }

    private Reply call(String name, Request request) {
        var spec = tools.spec(name);
        // Before the body is looked at: who may not call need not learn what is wrong with the
        // arguments.
        Access.require(request.caller(), spec.permission());
        var arguments = JsonBody.of(request);
        var origin =
                new Origin(
                        request.caller(),
                        Door.REST,
                        request.id(),
                        null,
                        request.cancel(),
                        Progress.NONE);
        return Reply.json(host.call(name, arguments, origin).result());
    }
}
