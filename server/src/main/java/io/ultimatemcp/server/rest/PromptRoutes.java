package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.prompt.Prompt;
import io.ultimatemcp.server.prompt.Prompts;
import io.ultimatemcp.server.tool.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The prompts over REST, under the paths of the original platform. */
public final class PromptRoutes {
    private final Prompts prompts;

    public PromptRoutes(Prompts prompts) {
        this.prompts = prompts;
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, "/prompts", Route.Access.AUTHENTICATED, this::list),
                new Route(
                        Route.Method.GET,
                        "/prompts/:slug",
                        Route.Access.AUTHENTICATED,
                        this::show));
    }

    private Reply list(Request request) {
        Access.require(request.caller(), Permission.TOOLS_READ);
        var body = Json.MAPPER.createObjectNode();
        var list = body.putArray("prompts");
        prompts.all().forEach(prompt -> list.add(view(prompt)));
        return Reply.json(body);
    }

    private Reply show(Request request) {
        Access.require(request.caller(), Permission.TOOLS_READ);
        var body = Json.MAPPER.createObjectNode();
        body.set("prompt", view(prompts.find(request.path("slug"))));
        return Reply.json(body);
    }

    private static ObjectNode view(Prompt prompt) {
        var view =
                Json.MAPPER
                        .createObjectNode()
                        .put("slug", prompt.name())
                        .put("title", prompt.title())
                        .put("description", prompt.description())
                        .put("body", prompt.body());
        view.set("tags", Json.MAPPER.valueToTree(prompt.tags()));
        return view;
    }
}
