package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.bolt.Transactions;
import io.ultimatemcp.graph.bolt.Work;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.Problem;
import io.ultimatemcp.graph.model.SearchIndex;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The full-text and vector indexes that users make for themselves. Thread-safe. */
public final class SearchIndexes {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Transactions transactions;

    /** With these connections. */
    public SearchIndexes(Transactions transactions) {
        this.transactions = transactions;
    }

    /** All of them, those that are always there among them. */
    public Answer<List<SearchIndex>> list(CancelSignal cancel) {
        return transactions.read(
                LIMIT, cancel, transaction -> new Answer.Done<>(IndexStatements.list(transaction)));
    }

    /**
     * Makes one and waits until what is there is in it, a minute at most; one that is there just so
     * is left as it is.
     */
    public Answer<SearchIndex> create(SearchIndex index, CancelSignal cancel) {
        List<Problem> problems = IndexCheck.problems(index);
        if (!problems.isEmpty()) {
            return new Answer.Failed<>(new Fault.Invalid(problems));
        }
        Work<SearchIndex> make =
                transaction -> {
                    List<SearchIndex> there = IndexStatements.list(transaction);
                    if (there.stream().anyMatch(each -> isSame(each, index))) {
                        return new Answer.Done<>(index);
                    }
                    if (there.size() >= SearchIndex.MOST) {
                        return no("there are " + SearchIndex.MOST + " already; drop one first");
                    }
                    return IndexStatements.create(transaction, index)
                            ? new Answer.Done<>(index)
                            : no(
                                    "there is another of this name, or one that covers the same"
                                            + " labels and properties");
                };
        Answer<SearchIndex> made = transactions.write(LIMIT, cancel, make);
        return made instanceof Answer.Done<SearchIndex> ? filled(index, cancel) : made;
    }

    /** What was left to the engine may be anything. */
    private static boolean isSame(SearchIndex there, SearchIndex asked) {
        if (!there.name().equals(asked.name())
                || !Set.copyOf(there.labels()).equals(Set.copyOf(asked.labels()))
                || !Set.copyOf(there.properties()).equals(Set.copyOf(asked.properties()))) {
            return false;
        }
        return switch (asked) {
            case SearchIndex.FullText text ->
                    there instanceof SearchIndex.FullText same
                            && (text.analyzer().isEmpty()
                                    || text.analyzer().equals(same.analyzer()));
            case SearchIndex.Vector vector ->
                    there instanceof SearchIndex.Vector same
                            && vector.similarity() == same.similarity()
                            && (vector.dimensions().isEmpty()
                                    || vector.dimensions().equals(same.dimensions()));
        };
    }

    private Answer<SearchIndex> filled(SearchIndex index, CancelSignal cancel) {
        return transactions.read(
                LIMIT,
                cancel,
                transaction -> {
                    transaction
                            .run("CALL db.awaitIndex($name, 55)", Map.of("name", index.name()))
                            .consume();
                    // As the engine keeps it, with what was left to it.
                    Optional<SearchIndex> kept =
                            IndexStatements.list(transaction).stream()
                                    .filter(each -> each.name().equals(index.name()))
                                    .findFirst();
                    return new Answer.Done<>(kept.orElse(index));
                });
    }

    /** Drops one that users made. */
    public Answer<SearchIndex> drop(String name, CancelSignal cancel) {
        return transactions.write(
                LIMIT,
                cancel,
                transaction -> {
                    Optional<SearchIndex> found =
                            IndexStatements.list(transaction).stream()
                                    .filter(each -> each.name().equals(name))
                                    .findFirst();
                    if (found.isEmpty()) {
                        return no("there is no such search index");
                    }
                    if (Bootstrap.isOurs(name)) {
                        return no("is always there and cannot be dropped");
                    }
                    IndexStatements.drop(transaction, name);
                    return new Answer.Done<>(found.get());
                });
    }

    private static Answer<SearchIndex> no(String reason) {
        return new Answer.Failed<>(new Fault.Invalid(List.of(new Problem("/name", reason))));
    }
}
