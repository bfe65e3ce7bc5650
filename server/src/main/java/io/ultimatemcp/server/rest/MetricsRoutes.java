package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.graph.Knowledge;
import io.ultimatemcp.server.graph.MetricsView;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Metrics: text for a scraper, or the size of the graph as JSON. */
public final class MetricsRoutes {
    private final Function<MetricsForm, byte[]> text;
    private final Knowledge knowledge;

    /**
     * For both kinds of readers.
     *
     * @param text gives all metrics in a text form
     */
    public MetricsRoutes(Function<MetricsForm, byte[]> text, Knowledge knowledge) {
        this.text = text;
        this.knowledge = knowledge;
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, "/metrics", Route.Access.AUTHENTICATED, this::metrics));
    }

    private Reply metrics(Request request) {
        var form = MetricsForm.of(request.header().apply("Accept"));
        return switch (form) {
            case JSON -> {
                Access.require(request.caller(), Permission.GRAPH_QUERY);
                yield Reply.json(MetricsView.of(knowledge.metrics(request.cancel())));
            }
            case PROMETHEUS, OPENMETRICS -> {
                Access.require(request.caller(), Permission.TOOLS_READ);
                yield new Reply(200, form.contentType(), Map.of(), text.apply(form));
            }
        };
    }
}
