package io.ultimatemcp.graph.projection;

import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.bolt.Work;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Transaction;

/**
 * Keeps the subgraphs of runs. Thread-safe; projecting the same run again changes nothing.
 *
 * <p>Its labels are its own: whoever writes knowledge of users asks {@link #owns} and refuses them.
 * A node of the user's that bears one all the same, from an older graph or another writer, is never
 * deleted.
 */
public final class Projections {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 1000;
    private static final int DELETED_AT_ONCE = 2000;

    private static final List<String> LABELS =
            List.of("Finding", "TestCase", "Artifact", "Run", "Principal", "CodeVersion", "Symbol");

    private static final Set<String> OWN =
            Stream.concat(
                            LABELS.stream(),
                            Arrays.stream(RunNode.Kind.values()).map(RunNode.Kind::label))
                    .filter(label -> !label.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());

    /**
     * What goes with runs, in this order: what they left and found, the code that no other run
     * used, what that code alone referred to, and those who started nothing else.
     */
    private static final List<String> FORGETTING =
            List.of(
                    "MATCH (r:Run)-[:FOUND|RAN|PRODUCED]->(n) WHERE r.id IN $ids AND NOT n:GraphNode DETACH DELETE n",
                    """
                    MATCH (r:Run)-[:USED]->(c:CodeVersion) WHERE r.id IN $ids
                    WITH DISTINCT c
                    WHERE NOT EXISTS { MATCH (other:Run)-[:USED]->(c) WHERE NOT other.id IN $ids }
                    OPTIONAL MATCH (c)-[:DEFINES]->(s:Symbol)
                    WHERE NOT EXISTS { MATCH (d:CodeVersion)-[:DEFINES]->(s) WHERE d <> c }
                    WITH collect(DISTINCT c) AS codes, collect(DISTINCT s) AS symbols
                    CALL (symbols) {
                      UNWIND symbols AS s
                      MATCH (s)-[:CALLS|IMPORTS]->(t:Symbol)
                      WHERE NOT EXISTS { MATCH (:CodeVersion)-[:DEFINES]->(t) }
                        AND NOT EXISTS { MATCH (u:Symbol)-[:CALLS|IMPORTS]->(t) WHERE NOT u IN symbols }
                      RETURN collect(DISTINCT t) AS outside
                    }
                    UNWIND codes + symbols + outside AS n
                    WITH n WHERE NOT n:GraphNode
                    DETACH DELETE n
                    """,
                    """
                    MATCH (p:Principal)-[:STARTED]->(r:Run) WHERE r.id IN $ids
                    WITH DISTINCT p
                    WHERE NOT p:GraphNode
                      AND NOT EXISTS { MATCH (p)-[:STARTED]->(other:Run) WHERE NOT other.id IN $ids }
                    DETACH DELETE p
                    """);

    private final Transactions transactions;

    /** With these connections. */
    public Projections(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whether the label is one of those that runs leave in the graph. */
    public static boolean owns(String label) {
        return OWN.contains(label);
    }

    /** Merges runs in one transaction, all or nothing; the value is how many. */
    public Answer<Integer> project(List<RunProjection> runs, CancelSignal cancel) {
        List<Step> steps = Steps.of(runs);
        return transactions.write(
                LIMIT,
                cancel,
                transaction -> {
                    steps.forEach(step -> run(transaction, step));
                    return new Answer.Done<>(runs.size());
                });
    }

    private static void run(Transaction transaction, Step step) {
        for (int i = 0; i < step.rows().size(); i += ROWS) {
            var part = step.rows().subList(i, Math.min(step.rows().size(), i + ROWS));
            transaction.run(step.statement(), Map.of("rows", part)).consume();
        }
    }

    /**
     * Removes runs with what only they own; code that another run used stays. The value is how many
     * runs there were.
     */
    public Answer<Integer> forget(List<String> runIds, CancelSignal cancel) {
        return transactions.write(
                LIMIT,
                cancel,
                transaction -> {
                    var ids = Map.<String, Object>of("ids", runIds);
                    FORGETTING.forEach(statement -> transaction.run(statement, ids).consume());
                    int deleted =
                            transaction
                                    .run(
                                            "MATCH (r:Run) WHERE r.id IN $ids AND NOT r:GraphNode DETACH DELETE r",
                                            ids)
                                    .consume()
                                    .counters()
                                    .nodesDeleted();
                    return new Answer.Done<>(deleted);
                });
    }

    /**
     * Removes everything that was projected, and nothing of the user's own knowledge, in small
     * transactions; what was removed before a fault stays removed. The value is how many nodes.
     */
    public Answer<Integer> clear(CancelSignal cancel) {
        int deleted = 0;
        for (String label : LABELS) {
            int part;
            do {
                Answer<Integer> answer = transactions.write(LIMIT, cancel, delete(label));
                if (!(answer instanceof Answer.Done<Integer>(Integer count))) {
                    return answer;
                }
                part = count;
                deleted += part;
            } while (part > 0);
        }
        return new Answer.Done<>(deleted);
    }

    private static Work<Integer> delete(String label) {
        String statement =
                "MATCH (n:%s) WHERE NOT n:GraphNode WITH n LIMIT %d DETACH DELETE n"
                        .formatted(label, DELETED_AT_ONCE);
        return transaction ->
                new Answer.Done<>(transaction.run(statement).consume().counters().nodesDeleted());
    }
}
