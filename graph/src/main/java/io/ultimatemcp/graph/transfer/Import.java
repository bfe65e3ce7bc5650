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
import org.neo4j.driver.Transaction;

/**
 * Reads an export into an empty graph.
 *
 * <p>Nodes carry their number of the export as a property under an index until the relationships
 * are made, so memory does not grow with the graph; the property, its label and its index are gone
 * at the end. Many transactions: an import that fails leaves a part, and {@link #read} starts over
 * only on an empty graph. A transaction may run again although it did commit, so each leaves its
 * number on a node of the graph, by which the second run knows that there is nothing left to do.
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

    /** Whether this step has not been done yet; from here on it has. */
    private static final String BEGIN =
            """
            MERGE (s:_ImportStep)
            WITH s, coalesce(s.done, 0) < $step AS fresh
            SET s.done = $step
            RETURN fresh
            """;

    private static final String END = "MATCH (s:_ImportStep) DELETE s";

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
            steps.runOnce(NODES, rows);
        }
        for (var rows = source.relationships(ROWS);
                !rows.isEmpty() && steps.well();
                rows = source.relationships(ROWS)) {
            steps.runOnce(RELATIONSHIPS, rows);
        }
        if (!steps.well()) {
            return steps.failed();
        }
        List<SearchIndex> indexes = source.indexes();
        TransferCounts counts = source.foot();
        steps.compare(counts);
        int cleaned;
        do {
            cleaned = steps.run(CLEAN);
        } while (cleaned > 0);
        steps.run(END);
        steps.run("DROP INDEX _imported IF EXISTS");
        for (SearchIndex index : indexes) {
            steps.make(index);
        }
        return steps.well() ? new Answer.Done<>(counts) : steps.failed();
    }

    /** Work that is done when it has run twice as when it has run once. */
    static Work<Integer> once(long number, String statement, List<Map<String, Object>> rows) {
        return transaction -> {
            if (transaction.run(BEGIN, Map.of("step", number)).single().get("fresh").asBoolean()) {
                transaction.run(statement, Map.of("rows", rows)).consume();
            }
            return new Answer.Done<>(0);
        };
    }

    private static Answer<TransferCounts> made(Transaction transaction) {
        return new Answer.Done<>(
                new TransferCounts(
                        count(transaction, "MATCH (n:_Imported) RETURN count(n)"),
                        count(transaction, "MATCH (:_Imported)-[r]->() RETURN count(r)")));
    }

    private static long count(Transaction transaction, String query) {
        return transaction.run(query).single().get(0).asLong();
    }

    /** Transactions one after another until one fails. */
    private final class Steps {
        private final CancelSignal cancel;
        private Answer<Integer> last = new Answer.Done<>(0);
        private long number;

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
            if (!well()) {
                return 0;
            }
            Work<Integer> work =
                    transaction ->
                            new Answer.Done<>(
                                    transaction
                                            .run(statement)
                                            .consume()
                                            .counters()
                                            .labelsRemoved());
            last = transactions.write(LIMIT, cancel, work);
            return last instanceof Answer.Done<Integer>(Integer changed) ? changed : 0;
        }

        void runOnce(String statement, List<Map<String, Object>> rows) {
            if (well()) {
                number++;
                last = transactions.write(LIMIT, cancel, once(number, statement, rows));
            }
        }

        /**
         * Where a node is missing that a relationship names, so is the relationship; others may
         * have added some meanwhile.
         */
        void compare(TransferCounts counts) throws TransferException {
            if (well()) {
                Answer<TransferCounts> made = transactions.read(LIMIT, cancel, Import::made);
                if (made instanceof Answer.Done<TransferCounts>(TransferCounts there)
                        && (there.nodes() != counts.nodes()
                                || there.relationships() < counts.relationships())) {
                    throw new TransferException(
                            "the lines tell of %d nodes and %d relationships, but %d and %d came of them"
                                    .formatted(
                                            counts.nodes(),
                                            counts.relationships(),
                                            there.nodes(),
                                            there.relationships()));
                }
                last = made.map(_ -> 0);
            }
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
