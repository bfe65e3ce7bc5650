package io.ultimatemcp.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.Problem;
import io.ultimatemcp.graph.model.Query;
import io.ultimatemcp.graph.model.Rows;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

class LimitsTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static final String MARK = "endless";

    private final Graph graph = TestGraph.shared();

    @Test
    void rowsBeyondTheCapAreCutAndSaidToBe() {
        Rows cut = TestGraph.done(ask("UNWIND range(1, 100000000) AS x RETURN x", 3, LONG));
        Rows whole = TestGraph.done(ask("UNWIND range(1, 3) AS x RETURN x", 3, LONG));

        assertThat(cut.results())
                .containsExactly(Map.of("x", 1L), Map.of("x", 2L), Map.of("x", 3L));
        assertThat(cut.truncated()).isTrue();
        assertThat(whole.values()).hasSize(3);
        assertThat(whole.truncated()).isFalse();
    }

    @Test
    void anAnswerTooBigToReadIsCutBetweenRows() {
        Rows rows =
                TestGraph.done(
                        ask(
                                "UNWIND range(1, 30) AS x RETURN reduce(z = 'a', k IN range(1, 19) | z + z) AS t",
                                1000,
                                LONG));

        assertThat(rows.truncated()).isTrue();
        assertThat(rows.values().size()).isBetween(5, 29);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22})
    void manyLargeRowsAreCut(int doublings) throws InterruptedException, ExecutionException {
        var answers = new ArrayList<Future<Answer<Rows>>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                answers.add(executor.submit(() -> ask(largeRows(100, doublings), 1000, LONG)));
            }
            for (var answer : answers) {
                Rows rows = TestGraph.done(answer.get());
                assertThat(rows.truncated()).isTrue();
                assertThat(rows.values()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 25, 26})
    void aRowThatIsTooLargeIsRefused(int doublings) {
        Fault fault = TestGraph.fault(ask(largeRows(3, doublings), 1000, LONG));

        assertThat(fault).isInstanceOf(Fault.MemoryExceeded.class);
        assertThat(fault.message()).contains("large");
        assertThat(TestGraph.done(ask("RETURN 1 AS one", 10, LONG)).values()).hasSize(1);
    }

    private static String largeRows(int rows, int doublings) {
        return "UNWIND range(1, %d) AS x RETURN reduce(s = 'a', k IN range(1, %d) | s + s) AS s"
                .formatted(rows, doublings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNWIND range(1, 1000000000) AS x RETURN count(x) AS n",
                "UNWIND range(1, 1000000000) AS x UNWIND range(1, 1000000000) AS y WITH x, y WHERE x = -y RETURN x"
            })
    void aQueryThatTakesTooLongIsStopped(String query) {
        assertThat(TestGraph.fault(ask(query, 10, Duration.ofSeconds(1))))
                .isEqualTo(new Fault.TimedOut(Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNWIND range(1, 100000000) AS x RETURN collect(x) AS xs",
                "UNWIND range(1, 100000000) AS x WITH x ORDER BY -x RETURN x",
                "UNWIND range(1, 100000000) AS x RETURN DISTINCT x"
            })
    void aQueryThatTakesTooMuchMemoryIsStopped(String query) {
        Fault fault = TestGraph.fault(ask(query + " SKIP 100000000", 10, LONG));

        assertThat(fault).isInstanceOf(Fault.MemoryExceeded.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 500, 2_000})
    void aValueNestedTooDeepIsRefused(int depth) {
        String query = "RETURN reduce(deep = [], x IN range(1, %d) | [deep]) AS deep";
        Fault fault = TestGraph.fault(ask(query.formatted(depth), 10, LONG));
        assertThat(fault.message()).contains("50 deep");
        assertThat(TestGraph.done(ask(query.formatted(50), 10, LONG)).values()).hasSize(1);
    }

    /** Its own stack overflows, about which it says nothing at all. */
    @Test
    void aValueTooDeepForTheEngineEndsWithItsTime() {
        String query = "RETURN reduce(deep = [], x IN range(1, 20000) | [deep]) AS deep";

        assertThat(TestGraph.fault(ask(query, 10, Duration.ofSeconds(2))))
                .isEqualTo(new Fault.TimedOut(Duration.ofSeconds(2)));
        assertThat(TestGraph.done(ask("RETURN 1 AS one", 10, LONG)).values()).hasSize(1);
    }

    @Test
    void aLongNameOfAColumnIsReadAtOnce() {
        for (String query :
                List.of("RETURN '%s'", "RETURN 1 AS %s", "RETURN `%s`.x", "RETURN 1 AS `%s`")) {
            ask(query.formatted("a".repeat(45_000)), 10, LONG);
        }
        assertThat(TestGraph.done(ask("RETURN 1 AS one", 10, LONG)).values()).hasSize(1);
    }

    @Test
    void aCancelledQueryEndsAtOnce() throws InterruptedException, ExecutionException {
        var cancel = new CancelSwitch();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer<Rows>> running = executor.submit(() -> graph.query(endless(), cancel));
            while (graph.pool().inUse() == 0 && !running.isDone()) {
                Thread.onSpinWait();
            }
            cancel.pull();

            assertThat(TestGraph.fault(running.get())).isEqualTo(new Fault.Cancelled());
        }
    }

    @Test
    void theEngineEndsTheTransactionOfACancelledQuery()
            throws InterruptedException, ExecutionException, IOException {
        var cancel = new CancelSwitch();
        TestGraph.done(ask("RETURN 1 AS one", 1, LONG));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var engine =
                        GraphDatabase.driver(
                                "bolt://127.0.0.1:" + TestGraph.sharedPort(),
                                AuthTokens.basic("neo4j", TestGraph.sharedPassword()))) {
            Future<Answer<Rows>> running = executor.submit(() -> graph.query(endless(), cancel));
            awaitTransactions(engine, 1);
            cancel.pull();

            assertThat(TestGraph.fault(running.get())).isEqualTo(new Fault.Cancelled());
            awaitTransactions(engine, 0);
        }
    }

    /** Within less time than the query itself would have. */
    private static void awaitTransactions(Driver engine, int wanted) {
        long end = System.nanoTime() + LONG.toNanos() / 3;
        long found;
        do {
            found =
                    engine.executableQuery(
                                    "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q CONTAINS $mark"
                                            + " AND NOT q STARTS WITH 'SHOW' RETURN count(*) AS n")
                            .withParameters(Map.of("mark", MARK))
                            .execute()
                            .records()
                            .getFirst()
                            .get("n")
                            .asLong();
        } while (found != wanted && System.nanoTime() < end);
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void aCancelThatComesBeforeTheQueryIsNotLost() {
        var cancel = new CancelSwitch();
        cancel.pull();

        assertThat(TestGraph.fault(graph.query(endless(), cancel)))
                .isEqualTo(new Fault.Cancelled());
    }

    private static Query endless() {
        return new Query(
                "UNWIND range(1, 1000000000) AS x RETURN count(x) AS " + MARK, Map.of(), 10, LONG);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MATCH (n) RETRUN n | 1 | 11",
                "MATCH (n) RETURN m | 1 | 18",
                "'MATCH (n)\nWHERE n.a = \nRETURN n' | 3 | 8",
                "RETURN foo(1) | 1 | 8",
                "RETURN (1 | 1 | 10"
            })
    void aMistakeIsShownWithLineAndColumnOfTheCallersText(String query, int line, int column) {
        var fault = (Fault.BadQuery) TestGraph.fault(ask(query, 10, LONG));

        assertThat(fault.line()).as(fault.message()).isEqualTo(line);
        assertThat(fault.column()).as(fault.message()).isEqualTo(column);
        assertThat(fault.message())
                .contains("(line %d, column %d (offset: ".formatted(line, column))
                .doesNotContain("EXPLAIN\n");
    }

    @Test
    void mistakesThatShowOnlyWhenItRunsAreBadQueriesToo() {
        assertThat(TestGraph.fault(ask("RETURN 1 / 0", 10, LONG)).message()).contains("by zero");
        assertThat(TestGraph.fault(ask("RETURN $missing", 10, LONG)).message()).contains("missing");
        assertThat(TestGraph.fault(ask("RETURN date('nonsense')", 10, LONG)))
                .isInstanceOf(Fault.BadQuery.class);
        assertThat(TestGraph.fault(ask("// nothing", 10, LONG)).message())
                .startsWith("Unexpected end of input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL db.index.fulltext.queryNodes('graph_text', '((') YIELD node RETURN node",
                "CALL db.index.fulltext.queryNodes('absent', 'x') YIELD node RETURN node",
                "CALL db.index.vector.queryNodes('absent', 1, [1.0]) YIELD node RETURN node",
                "RETURN 'a' =~ '('",
                "UNWIND [1, 'a'] AS x RETURN x.y"
            })
    void noMessageNamesTheEnginesClasses(String query) {
        var fault = (Fault.BadQuery) TestGraph.fault(ask(query, 10, LONG));

        assertThat(fault.message()).doesNotContain("Exception", "org.", "java.");
    }

    @Test
    void valuesOutsideTheirRangeAreNamed() {
        Fault fault =
                TestGraph.fault(
                        graph.query(
                                new Query(
                                        " ",
                                        Map.of("a", Map.of("b", BigInteger.TWO.pow(70))),
                                        0,
                                        Duration.ofSeconds(61)),
                                CancelSignal.NEVER));

        assertThat(((Fault.Invalid) fault).problems())
                .extracting(Problem::pointer)
                .containsExactly("/cypher", "/max_rows", "/timeout_seconds", "/parameters/a/b");
    }

    private Answer<Rows> ask(String cypher, int maxRows, Duration timeout) {
        return graph.query(new Query(cypher, Map.of(), maxRows, timeout), CancelSignal.NEVER);
    }
}
