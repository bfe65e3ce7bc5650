package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.server.graph.Knowledge;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import java.util.List;
import java.util.function.Supplier;

/** Makes, lists and drops the indexes by which graph_query searches texts and embeddings. */
public final class GraphIndexTool implements Tool<IndexRequest, IndexResult> {
    private static final ToolSpec<IndexRequest, IndexResult> SPEC =
            new ToolSpec<>(
                    "graph_index",
                    "Search indexes of the graph",
                    """
                    Creates, lists or drops full-text and vector indexes of the knowledge graph. Ask them in \
                    graph_query: CALL db.index.fulltext.queryNodes('name', $words) YIELD node, score, or \
                    CALL db.index.vector.queryNodes('name', 5, $embedding) YIELD node, score. graph_text and \
                    graph_embedding (property embedding of upserted nodes) are always there.\
                    """,
                    Permission.GRAPH_UPSERT,
                    Hints.IDEMPOTENT,
                    Pace.LASTING,
                    IndexRequest.class,
                    IndexResult.class);

    private final Supplier<Knowledge> knowledge;

    /** Works on the graph that {@code knowledge} gives, asked for at the first call. */
    public GraphIndexTool(Supplier<Knowledge> knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public ToolSpec<IndexRequest, IndexResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<IndexResult> call(IndexRequest request, Call call) {
        var graph = knowledge.get();
        String outcome =
                switch (request.action()) {
                    case LIST -> {
                        request.listing();
                        yield "listed";
                    }
                    case CREATE -> {
                        graph.create(request.index(), call.cancel());
                        yield "created";
                    }
                    case DROP -> {
                        graph.drop(request.named(), call.cancel());
                        yield "dropped";
                    }
                };
        var indexes =
                graph.searchIndexes(call.cancel()).stream().map(IndexResult.Index::of).toList();
        return new Answer<>(
                new IndexResult(call.id(), indexes), outcome, null, null, null, List.of());
    }
}
