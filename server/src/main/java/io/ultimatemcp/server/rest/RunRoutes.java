package io.ultimatemcp.server.rest;

import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.RunRemoval;
import io.ultimatemcp.server.run.RunView;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.tool.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The stored runs over REST: lists, one, the files it left, and its end. */
public final class RunRoutes {
    private static final String RUNS = "/api/v1/runs";
    private static final Set<String> FILTERS =
            Set.of("tool", "principal", "outcome", "language", "since", "until", "code_sha256");

    private final Runs runs;
    private final RunRemoval removal;
    private final ArtifactReply artifacts;

    public RunRoutes(Runs runs, RunRemoval removal) {
        this.runs = runs;
        this.removal = removal;
        this.artifacts = new ArtifactReply(runs);
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, RUNS, Route.Access.AUTHENTICATED, this::list),
                new Route(Route.Method.GET, RUNS + "/:id", Route.Access.AUTHENTICATED, this::show),
                new Route(
                        Route.Method.DELETE,
                        RUNS + "/:id",
                        Route.Access.AUTHENTICATED,
                        this::delete),
                new Route(
                        Route.Method.GET,
                        RUNS + "/:id/artifacts/*",
                        Route.Access.AUTHENTICATED,
                        this::artifact));
    }

    private Reply list(Request request) {
        return Reply.json(page(runs, request.caller(), request.query()));
    }

    /** A page as the parameters of a query ask for it, for any door. */
    public static ObjectNode page(Runs runs, Caller caller, Map<String, String> query) {
        var parameters = new Parameters(query, FILTERS);
        var page = runs.list(caller, filter(parameters), parameters.cursor(), parameters.limit());
        var body = Json.MAPPER.createObjectNode();
        var list = body.putArray("runs");
        page.items().forEach(run -> list.add(RunView.of(run)));
        if (page.next() != null) {
            body.put("next_cursor", page.next());
        }
        return body;
    }

    private Reply show(Request request) {
        return Reply.json(RunView.of(runs.find(request.caller(), request.path("id"))));
    }

    private Reply delete(Request request) {
        removal.delete(request.caller(), request.path("id"), Door.REST, request.id());
        return new Reply(204, "application/json", Map.of(), new byte[0]);
    }

    private Reply artifact(Request request) {
        var run = runs.find(request.caller(), request.path("id"));
        return artifacts.to(request, runs.artifact(run, request.path("*")));
    }

    private static RunFilter filter(Parameters parameters) {
        return RunFilter.all()
                .tool(parameters.text("tool"))
                .principal(parameters.text("principal"))
                .outcome(parameters.text("outcome"))
                .language(parameters.text("language"))
                .since(parameters.time("since"))
                .until(parameters.time("until"))
                .code(parameters.read("code_sha256", Sha256::new));
    }
}
