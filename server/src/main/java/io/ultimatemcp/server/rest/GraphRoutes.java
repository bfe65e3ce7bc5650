package io.ultimatemcp.server.rest;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.graph.Knowledge;
import io.ultimatemcp.server.graph.MetricsView;
import io.ultimatemcp.server.graph.SchemaView;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The graph as a whole over REST: how much there is, what kinds, and making it anew. */
public final class GraphRoutes {
    private final Knowledge knowledge;
    private final Function<Cancel, ObjectNode> rebuild;

    /**
     * For the graph in {@code knowledge}.
     *
     * @param rebuild projects the ledger anew and tells what came of it
     */
    public GraphRoutes(Knowledge knowledge, Function<Cancel, ObjectNode> rebuild) {
        this.knowledge = knowledge;
        this.rebuild = rebuild;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Route.Method.GET,
                        "/api/v1/graph/metrics",
                        Route.Access.AUTHENTICATED,
                        this::metrics),
                new Route(
                        Route.Method.GET,
                        "/api/v1/graph/schema",
                        Route.Access.AUTHENTICATED,
                        this::schema),
                new Route(
                        Route.Method.POST,
                        "/api/v1/graph/rebuild",
                        Route.Access.AUTHENTICATED,
                        this::rebuild));
    }

    private Reply metrics(Request request) {
        Access.require(request.caller(), Permission.GRAPH_QUERY);
        return Reply.json(MetricsView.of(knowledge.metrics(request.cancel())));
    }

    private Reply schema(Request request) {
        Access.require(request.caller(), Permission.GRAPH_QUERY);
        return Reply.json(SchemaView.of(knowledge.schema(request.cancel())));
    }

    private Reply rebuild(Request request) {
        Access.require(request.caller(), Permission.SYSTEM_ADMIN);
        var _ = JsonBody.options(request);
        return Reply.json(rebuild.apply(request.cancel()));
    }
}
