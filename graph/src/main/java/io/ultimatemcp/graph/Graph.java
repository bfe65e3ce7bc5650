package io.ultimatemcp.graph;

import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.engine.Engine;
import io.ultimatemcp.graph.engine.EngineSettings;
import io.ultimatemcp.graph.engine.LocalEngine;
import io.ultimatemcp.graph.engine.RemoteEngine;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.graph.model.GraphMetrics;
import io.ultimatemcp.graph.model.GraphSchema;
import io.ultimatemcp.graph.model.PoolUse;
import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.graph.model.Upsert;
import io.ultimatemcp.graph.model.UpsertCounts;
import io.ultimatemcp.graph.projection.Projections;
import io.ultimatemcp.graph.projection.RunProjection;
import io.ultimatemcp.graph.query.Queries;
import io.ultimatemcp.graph.schema.Bootstrap;
import io.ultimatemcp.graph.schema.SearchIndexes;
import io.ultimatemcp.graph.schema.Summaries;
import io.ultimatemcp.graph.transfer.Export;
import io.ultimatemcp.graph.transfer.Import;
import io.ultimatemcp.graph.transfer.TransferCounts;
import io.ultimatemcp.graph.write.Upserts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The graph. Opening it costs nothing: the engine is started, or connected to, by the first call
 * that needs it.
 *
 * <p>Thread-safe; every method blocks and is meant for virtual threads. Ends that a caller must
 * expect are values ({@link Answer.Failed}); exceptions are bugs.
 */
public final class Graph implements AutoCloseable {
    private final Engine engine;
    private final Transactions transactions;
    private final Queries queries;
    private final Upserts upserts;
    private final Summaries summaries;
    private final Projections projections;
    private final SearchIndexes searchIndexes;

    private Graph(GraphSettings settings) {
        var preparation = new Bootstrap();
        String database;
        switch (settings.engine()) {
            case EngineSettings.Local local -> {
                database = "neo4j";
                engine =
                        new LocalEngine(
                                local, settings.connections(), preparation, settings.listener());
            }
            case EngineSettings.Remote remote -> {
                database = remote.database();
                engine =
                        new RemoteEngine(
                                remote, settings.connections(), preparation, settings.listener());
            }
        }
        transactions =
                new Transactions(
                        engine, settings.connections(), settings.patience(), settings.listener());
        projections = new Projections(transactions);
        searchIndexes = new SearchIndexes(transactions);
        summaries = new Summaries(transactions);
        upserts = new Upserts(transactions);
        queries = new Queries(transactions, database);
    }

    /** Opens it; starts nothing yet. */
    public static Graph open(GraphSettings settings) {
        return new Graph(settings);
    }

    /** What the engine is doing; never blocks. */
    public EngineStatus status() {
        return engine.status();
    }

    /** The connections at this moment; never blocks. */
    public PoolUse pool() {
        return transactions.use();
    }

    /** Answers a query that only reads; see {@link Query} for its limits. */
    public Answer<Rows> query(Query query, CancelSignal cancel) {
        return queries.answer(query, cancel);
    }

    /** Merges a batch, all of it or nothing; faults of its items are named by JSON pointer. */
    public Answer<UpsertCounts> upsert(Upsert upsert, CancelSignal cancel) {
        return upserts.write(upsert, cancel);
    }

    /** How much there is; costs the same on a graph of any size. */
    public Answer<GraphMetrics> metrics(CancelSignal cancel) {
        return summaries.metrics(cancel);
    }

    /** What kinds of things there are, from samples. */
    public Answer<GraphSchema> schema(CancelSignal cancel) {
        return summaries.schema(cancel);
    }

    /** The search indexes there are. */
    public Answer<List<SearchIndex>> searchIndexes(CancelSignal cancel) {
        return searchIndexes.list(cancel);
    }

    /** Makes a search index and fills it; one that is there just so is left as it is. */
    public Answer<SearchIndex> createSearchIndex(SearchIndex index, CancelSignal cancel) {
        return searchIndexes.create(index, cancel);
    }

    /** Drops a search index that was made so. */
    public Answer<SearchIndex> dropSearchIndex(String name, CancelSignal cancel) {
        return searchIndexes.drop(name, cancel);
    }

    /** Merges runs, all of them or nothing; a run that is there already changes nothing. */
    public Answer<Integer> project(List<RunProjection> runs, CancelSignal cancel) {
        return projections.project(runs, cancel);
    }

    /** Removes runs with what only they own; the value is how many there were. */
    public Answer<Integer> forgetRuns(List<String> runIds, CancelSignal cancel) {
        return projections.forget(runIds, cancel);
    }

    /** Removes everything that was projected, to project it again; the value is how many nodes. */
    public Answer<Integer> clearProjection(CancelSignal cancel) {
        return projections.clear(cancel);
    }

    /**
     * Writes the whole graph as lines of JSON, one consistent state; writes to the graph wait
     * meanwhile.
     *
     * @throws IOException when the lines cannot be written
     */
    public Answer<TransferCounts> export(Writer lines, CancelSignal cancel) throws IOException {
        return new Export(transactions).write(lines, cancel);
    }

    /**
     * Reads such lines into this graph, which must be empty.
     *
     * @throws IOException when they cannot be read or are not a whole export
     */
    public Answer<TransferCounts> restore(BufferedReader lines, CancelSignal cancel)
            throws IOException {
        return new Import(transactions).read(lines, cancel);
    }

    /** Stops the engine if it is ours, else disconnects. Calls under way end as unavailable. */
    @Override
    public void close() {
        engine.close();
    }
}
