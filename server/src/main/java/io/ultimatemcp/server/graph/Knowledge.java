package io.ultimatemcp.server.graph;

import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.GraphMetrics;
import io.ultimatemcp.graph.model.GraphSchema;
import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.graph.model.Upsert;
import io.ultimatemcp.graph.model.UpsertCounts;
import io.ultimatemcp.protocol.feature.Cancel;
import java.util.List;
import java.util.Optional;

/**
 * What callers may do with the graph, whichever door they came through. Whoever looks sees the runs
 * that were stored before. Every method blocks and throws {@link
 * io.ultimatemcp.server.problem.Refusal} when it cannot be done.
 */
public final class Knowledge {
    private final GraphStore store;
    private final Freshness freshness;

    /** The graph in {@code store}, brought up to date by {@code freshness} before each look. */
    public Knowledge(GraphStore store, Freshness freshness) {
        this.store = store;
        this.freshness = freshness;
    }

    /** Answers a query that only reads. */
    public Rows query(Query query, Cancel cancel) {
        freshness.await(cancel);
        return GraphFaults.valueOf(
                store.graph().query(query, GraphFaults.signal(cancel)), "/cypher");
    }

    /** Merges a batch, all of it or nothing. */
    public UpsertCounts upsert(Upsert upsert, Cancel cancel) {
        return GraphFaults.valueOf(store.graph().upsert(upsert, GraphFaults.signal(cancel)), "");
    }

    /** The search indexes there are. */
    public List<SearchIndex> searchIndexes(Cancel cancel) {
        return GraphFaults.valueOf(
                store.graph().searchIndexes(GraphFaults.signal(cancel)), "/action");
    }

    /** Makes a search index and fills it. */
    public void create(SearchIndex index, Cancel cancel) {
        var _ =
                GraphFaults.valueOf(
                        store.graph().createSearchIndex(index, GraphFaults.signal(cancel)),
                        "/name");
    }

    /** Drops a search index that a caller made. */
    public void drop(String index, Cancel cancel) {
        var _ =
                GraphFaults.valueOf(
                        store.graph().dropSearchIndex(index, GraphFaults.signal(cancel)), "/name");
    }

    /** How much there is, runs that are on their way left out; empty when that cannot be told. */
    public Optional<GraphMetrics> size(Cancel cancel) {
        return switch (store.graph().metrics(GraphFaults.signal(cancel))) {
            case Answer.Done<GraphMetrics>(GraphMetrics metrics) -> Optional.of(metrics);
            case Answer.Failed<GraphMetrics> _ -> Optional.empty();
        };
    }

    /** How much there is. */
    public GraphMetrics metrics(Cancel cancel) {
        freshness.await(cancel);
        return GraphFaults.valueOf(store.graph().metrics(GraphFaults.signal(cancel)), "");
    }

    /** What kinds of things there are. */
    public GraphSchema schema(Cancel cancel) {
        freshness.await(cancel);
        return GraphFaults.valueOf(store.graph().schema(GraphFaults.signal(cancel)), "");
    }
}
