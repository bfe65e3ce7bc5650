package io.ultimatemcp.server.graph;

import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.GraphMetrics;
import io.ultimatemcp.graph.model.GraphSchema;
import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import io.ultimatemcp.graph.model.Upsert;
import io.ultimatemcp.graph.model.UpsertCounts;
import io.ultimatemcp.protocol.feature.Cancel;
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
