package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.server.graph.Knowledge;
import io.ultimatemcp.server.graph.MetricsView;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import java.util.List;
import java.util.function.Supplier;

/** Merges nodes and relationships into the graph. */
public final class GraphUpsertTool implements Tool<UpsertRequest, UpsertResult> {
    private static final ToolSpec<UpsertRequest, UpsertResult> SPEC =
            new ToolSpec<>(
                    "graph_upsert",
                    "Write to the graph",
                    """
                    Merges nodes and relationships into the knowledge graph in one transaction: all of them or none. \
                    The key is a node's identity: the same key is the same node, labels are added, properties set \
                    over the old ones. A relationship's ends must be in this request or in the graph already. \
                    Repeating a request changes nothing.\
                    """,
                    Permission.GRAPH_UPSERT,
                    Hints.IDEMPOTENT,
                    Pace.LASTING,
                    UpsertRequest.class,
                    UpsertResult.class);

    private final Supplier<Knowledge> knowledge;

    /** Writes to the graph that {@code knowledge} gives, asked for at the first call. */
    public GraphUpsertTool(Supplier<Knowledge> knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public ToolSpec<UpsertRequest, UpsertResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<UpsertResult> call(UpsertRequest request, Call call) {
        var graph = knowledge.get();
        var counts = graph.upsert(request.upsert(), call.cancel());
        var result =
                new UpsertResult(
                        call.id(),
                        counts.nodesCreated(),
                        counts.nodesUpdated(),
                        counts.relationshipsCreated(),
                        counts.relationshipsUpdated(),
                        counts.propertiesSet(),
                        graph.size(call.cancel())
                                .map(MetricsView::of)
                                .orElseGet(Json.MAPPER::createObjectNode));
        return new Answer<>(result, "written", null, null, null, List.of());
    }
}
