package io.ultimatemcp.graph.transfer;

import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.bolt.Work;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.Problem;
import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.graph.schema.IndexStatements;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Reads an export into an empty graph.
 *
 * <p>Nodes carry their number of the export as a property under an index until the relationships
 * are made, so memory does not grow with the graph; the property, its label and its index are gone
 * at the end. Many transactions: an import that fails leaves a part, and {@link #read} starts over
 * only on an empty graph.
 */
public final class Import {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 1000;

    private static final String NODES =
            """
            UNWIND $rows AS row
            CREATE (n:_Imported {_imported: row.number})
            SET n += row.properties
            SET n:$(row.labels)
            """;

    private static final String RELATIONSHIPS =
            """
            UNWIND $rows AS row
            MATCH (a:_Imported {_imported: row.start})
            MATCH (b:_Imported {_imported: row.end})
            CREATE (a)-[r:$(row.type)]->(b)
            SET r = row.properties
            """;

    private static final String CLEAN =
            "MATCH (n:_Imported) WITH n LIMIT %d REMOVE n:_Imported, n._imported".formatted(ROWS);

    private final Transactions transactions;

    /** With these connections. */
    public Import(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Reads all lines.
     *
     * @throws TransferException when the lines are not a whole export; what was read until then is
     *     in the graph
     * @throws IOException when the lines cannot be read
     */
    public Answer<TransferCounts> read(BufferedReader lines, CancelSignal cancel)
            throws IOException {
        var steps = new Steps(cancel);
        if (!steps.isEmpty()) {
            return steps.failed();
        }
        var source = new ExportLines(lines);
        source.head();
        steps.run("CREATE INDEX _imported IF NOT EXISTS FOR (n:_Imported) ON (n._imported)");
        steps.run("CALL db.awaitIndexes(60)");
        for (var rows = source.nodes(ROWS);
                !rows.isEmpty() && steps.well();
                rows = source.nodes(ROWS)) {
            steps.run(NODES, rows);
        }
        for (var rows = source.relationships(ROWS);
                !rows.isEmpty() && steps.well();
                rows = source.relationships(ROWS)) {
            steps.run(RELATIONSHIPS, rows);
        }
        if (!steps.well()) {
            return steps.failed();
        }
        List<SearchIndex> indexes = source.indexes();
        TransferCounts counts = source.foot();
        int cleaned;
        do {
            cleaned = steps.run(CLEAN);
        } while (cleaned > 0);
        steps.run("DROP INDEX _imported IF EXISTS");
        for (SearchIndex index : indexes) {
            steps.make(index);
        }
        return steps.well() ? new Answer.Done<>(counts) : steps.failed();
    }

    /** Transactions one after another until one fails. */
    private final class Steps {
        private final CancelSignal cancel;
        private Answer<Integer> last = new Answer.Done<>(0);

        private Steps(CancelSignal cancel) {
            this.cancel = cancel;
        }

        boolean isEmpty() {
            last =
                    transactions.read(
                            LIMIT,
                            cancel,
                            transaction ->
                                    transaction.run("MATCH (n) RETURN n LIMIT 1").hasNext()
                                            ? new Answer.Failed<>(
                                                    new Fault.Invalid(
                                                            List.of(
                                                                    new Problem(
                                                                            "",
                                                                            "the graph is not empty; an import needs an empty one"))))
                                            : new Answer.Done<>(0));
            return well();
        }

        boolean well() {
            return last instanceof Answer.Done<Integer>;
        }

        int run(String statement) {
            return run(statement, List.of());
        }

        int run(String statement, List<Map<String, Object>> rows) {
            if (!well()) {
                return 0;
            }
            Work<Integer> work =
                    transaction ->
                            new Answer.Done<>(
                                    transaction
                                            .run(statement, Map.of("rows", rows))
                                            .consume()
                                            .counters()
                                            .labelsRemoved());
            last = transactions.write(LIMIT, cancel, work);
            return last instanceof Answer.Done<Integer>(Integer changed) ? changed : 0;
        }

        void make(SearchIndex index) {
            if (well()) {
                last =
                        transactions.write(
                                LIMIT,
                                cancel,
                                transaction ->
                                        new Answer.Done<>(
                                                IndexStatements.create(transaction, index)
                                                        ? 1
                                                        : 0));
            }
        }

        Answer<TransferCounts> failed() {
            return last.map(_ -> new TransferCounts(0, 0));
        }
    }
}
