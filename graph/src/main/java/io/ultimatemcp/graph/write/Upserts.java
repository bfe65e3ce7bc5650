package io.ultimatemcp.graph.write;

import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Upsert;
import io.ultimatemcp.graph.model.UpsertCounts;
import java.time.Duration;

/**
 * Merges batches into the graph. Thread-safe.
 *
 * <p>Two batches with the same keys cannot fail each other: both take their locks in the order of
 * the keys, and what still collides, because relationships lock both their ends, is tried again
 * after a random pause. The uniqueness of keys makes the second MERGE of a key wait for the first,
 * so none is there twice.
 */
public final class Upserts {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Transactions transactions;

    /** With these connections. */
    public Upserts(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Writes all of it or nothing. Blocks up to a minute, and the time a sleeping engine takes to
     * wake.
     */
    public Answer<UpsertCounts> write(Upsert upsert, CancelSignal cancel) {
        var problems = new Problems();
        Batch batch = new BatchCheck(problems).check(upsert);
        if (!problems.isEmpty()) {
            return new Answer.Failed<>(problems.fault());
        }
        return transactions.write(
                LIMIT, cancel, transaction -> new BatchWriter(transaction, batch).write());
    }
}
