package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import io.ultimatemcp.server.graph.Knowledge;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Answers a question in Cypher, reading only. */
public final class GraphQueryTool implements Tool<QueryRequest, QueryResult> {
    private static final ToolSpec<QueryRequest, QueryResult> SPEC =
            new ToolSpec<>(
                    "graph_query",
                    "Query the graph",
                    """
                    Runs one read-only Cypher query on the knowledge graph, which holds what was upserted \
                    ((:GraphNode {key})) and every stored run: (:Run {id, tool, outcome, …}) with -[:USED]-> \
                    (:CodeVersion)-[:DEFINES]->(:Symbol), -[:PRODUCED]->(:Artifact), -[:FOUND]->(:Finding), \
                    -[:RAN]->(:TestCase). Pass values as parameters ($name), not inside the text. Read the resource \
                    graph://schema first when you do not know the labels. Writes, files, addresses and \
                    administration are refused.\
                    """,
                    Permission.GRAPH_QUERY,
                    Hints.READ_ONLY,
                    Pace.LASTING,
                    QueryRequest.class,
                    QueryResult.class);

    private final Supplier<Knowledge> knowledge;

    /** Asks the graph that {@code knowledge} gives, asked for at the first call. */
    public GraphQueryTool(Supplier<Knowledge> knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public ToolSpec<QueryRequest, QueryResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<QueryResult> call(QueryRequest request, Call call) {
        var query =
                new Query(
                        request.cypher(),
                        Plain.map(request.parameters()),
                        request.maxRows(),
                        Duration.ofMillis(Math.round(request.timeoutSeconds() * 1_000)));
        var rows = knowledge.get().query(query, call.cancel());
        return new Answer<>(result(rows, call.id()), "answered", null, null, null, List.of());
    }

    private static QueryResult result(Rows rows, String id) {
        var results = rows.results().stream().map(Json.MAPPER::<ObjectNode>valueToTree).toList();
        return new QueryResult(
                id,
                rows.columns(),
                results,
                results.size(),
                rows.truncated(),
                rows.duration().toNanos() / 1e6);
    }
}
