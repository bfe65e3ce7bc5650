package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.GraphMetrics;
import io.ultimatemcp.graph.model.GraphSchema;
import java.time.Duration;

/** The two summaries of the whole graph. Thread-safe. */
public final class Summaries {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Transactions transactions;

    /** With these connections. */
    public Summaries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** How much there is. */
    public Answer<GraphMetrics> metrics(CancelSignal cancel) {
        return transactions.read(
                LIMIT, cancel, transaction -> new Answer.Done<>(new Counts(transaction).all()));
    }

    /** What kinds of things there are. */
    public Answer<GraphSchema> schema(CancelSignal cancel) {
        return transactions.read(
                LIMIT,
                cancel,
                transaction -> new Answer.Done<>(new SchemaReader(transaction).read()));
    }
}
