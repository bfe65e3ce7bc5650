package io.ultimatemcp.graph.query;

import io.ultimatemcp.graph.bolt.Parameters;
import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.Problem;
import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/** Answers queries, reading only. Thread-safe. */
public final class Queries {
    /** The engine's words where a query says PROFILE after our EXPLAIN. */
    private static final String TWO_MODES = "conflicting values for execution mode";

    private final Transactions transactions;
    private final String database;
    private final Judge judge = new Judge();

    /** On {@code database}, and no other. */
    public Queries(Transactions transactions, String database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Answers one. Blocks at most its timeout, and the time a sleeping engine takes to wake. */
    public Answer<Rows> answer(Query query, CancelSignal cancel) {
        var problems = new ArrayList<Problem>();
        check(query, problems);
        Map<String, @Nullable Object> parameters =
                new Parameters(problems).map(query.parameters(), "/parameters");
        if (!problems.isEmpty()) {
            return new Answer.Failed<>(new Fault.Invalid(firstOf(problems)));
        }
        var explaining = new AtomicBoolean();
        Answer<Rows> answer =
                transactions.read(
                        query.timeout(),
                        cancel,
                        transaction -> run(transaction, query, parameters, explaining));
        return explaining.get() && answer instanceof Answer.Failed<Rows>(Fault fault)
                ? new Answer.Failed<>(ofText(fault))
                : answer;
    }

    /** What goes wrong while a query is explained lies in its text. */
    private static Fault ofText(Fault fault) {
        return switch (fault) {
            case Fault.BadQuery bad when bad.message().contains(TWO_MODES) ->
                    new Fault.BadQuery("PROFILE is not allowed here; leave this word out.", 0, 0);
            case Fault.BadQuery bad -> Positions.withoutPrefix(bad);
            case Fault.EngineError broken ->
                    new Fault.BadQuery(
                            "The engine cannot make sense of this query (" + broken.code() + ").",
                            0,
                            0);
            case Fault.Invalid _,
                    Fault.NotReadOnly _,
                    Fault.MemoryExceeded _,
                    Fault.TimedOut _,
                    Fault.Cancelled _,
                    Fault.Unavailable _ ->
                    fault;
        };
    }

    private Answer<Rows> run(
            Transaction transaction,
            Query query,
            Map<String, @Nullable Object> parameters,
            AtomicBoolean explaining) {
        explaining.set(true);
        @Nullable Fault refused = judge.refuse(transaction, query.cypher(), database);
        explaining.set(false);
        return refused == null
                ? new Reader(transaction).read(query.cypher(), parameters, query.maxRows())
                : new Answer.Failed<>(refused);
    }

    private static void check(Query query, List<Problem> problems) {
        if (query.cypher().isBlank()) {
            problems.add(new Problem("/cypher", "is empty"));
        }
        if (query.cypher().length() > Query.LONGEST) {
            problems.add(new Problem("/cypher", "is longer than " + Query.LONGEST + " characters"));
        }
        if (query.maxRows() < 1 || query.maxRows() > Query.MOST_ROWS) {
            problems.add(new Problem("/max_rows", "must lie between 1 and " + Query.MOST_ROWS));
        }
        if (query.timeout().toMillis() < 1 || query.timeout().compareTo(Query.MOST_TIME) > 0) {
            problems.add(
                    new Problem(
                            "/timeout_seconds",
                            "must be more than 0 and at most " + Query.MOST_TIME.toSeconds()));
        }
    }

    private static List<Problem> firstOf(List<Problem> problems) {
        return problems.subList(0, Math.min(problems.size(), Fault.MOST_PROBLEMS));
    }
}
