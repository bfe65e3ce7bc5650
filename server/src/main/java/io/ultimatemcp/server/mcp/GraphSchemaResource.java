package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ResourceContents;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** {@code graph://schema}: what kinds of things the graph holds, for whoever writes a query. */
final class GraphSchemaResource implements ResourceFeature {
    private static final String URI = "graph://schema";
    private static final String JSON = "application/json";

    private final Function<Cancel, ObjectNode> schema;

    GraphSchemaResource(Function<Cancel, ObjectNode> schema) {
        this.schema = schema;
    }

    @Override
    public Definition definition() {
        return Definition.of(
                URI,
                "graph-schema",
                "Labels, relationship types, properties and indexes of the knowledge graph.",
                JSON);
    }

    @Override
    public boolean visibleTo(Caller caller) {
        return caller.may(Permission.GRAPH_QUERY.text());
    }

    @Override
    public Outcome<Result> read(Exchange exchange) {
        Access.require(exchange.caller(), Permission.GRAPH_QUERY);
        String text = schema.apply(exchange.cancel()).toString();
        return Outcome.done(
                new Result(List.of(new ResourceContents.Text(URI, JSON, text)), CacheHint.NONE));
    }
}
