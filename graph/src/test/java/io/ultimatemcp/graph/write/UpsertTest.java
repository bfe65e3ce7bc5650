package io.ultimatemcp.graph.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.Problem;
import io.ultimatemcp.graph.model.RelationshipWrite;
import io.ultimatemcp.graph.model.Upsert;
import io.ultimatemcp.graph.model.UpsertCounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpsertTest {
    private final Graph graph = TestGraph.shared();

    @Test
    void countsSayWhatWasNewAndWhatWasThere() {
        var first =
                new Upsert(
                        List.of(
                                node("counts-a", "A", Map.of("p", 1)),
                                node("counts-b", "B", Map.of())),
                        List.of(link("counts-a", "counts-b", "KNOWS", Map.of("since", 2020))));
        var second =
                new Upsert(
                        List.of(
                                node("counts-b", "B", Map.of("p", 1, "q", 2)),
                                node("counts-c", "B", Map.of())),
                        List.of(
                                link("counts-a", "counts-b", "KNOWS", Map.of()),
                                link("counts-c", "counts-a", "KNOWS", Map.of())));

        assertThat(write(first)).isEqualTo(new UpsertCounts(2, 0, 1, 0, 2));
        assertThat(write(second)).isEqualTo(new UpsertCounts(1, 1, 1, 1, 2));
    }

    @Test
    void theSameKeyIsOneNodeWhateverItsLabels() {
        write(nodes(node("one-key", "First", Map.of("a", 1))));
        write(
                nodes(
                        node("one-key", "Second", Map.of("b", 2)),
                        node("one-key", "Third", Map.of("b", 3))));

        var rows = rows("MATCH (n:GraphNode {key: 'one-key'}) RETURN n");

        assertThat(rows)
                .containsExactly(
                        Map.of(
                                "n",
                                Map.of(
                                        "_type",
                                        "node",
                                        "key",
                                        "one-key",
                                        "labels",
                                        List.of("First", "GraphNode", "Second", "Third"),
                                        "properties",
                                        Map.of("key", "one-key", "a", 1L, "b", 3L))));
    }

    @Test
    void aNullTakesAPropertyAway() {
        write(nodes(node("with-null", "A", Map.of("gone", 1, "kept", 2))));
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("gone", null);
        write(nodes(new NodeWrite("with-null", List.of(), properties)));

        assertThat(rows("MATCH (n:GraphNode {key: 'with-null'}) RETURN properties(n) AS p"))
                .containsExactly(Map.of("p", Map.of("key", "with-null", "kept", 2L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A:B",
                "with space",
                "back`tick",
                "`) DETACH DELETE n //",
                "\\u0060) DETACH DELETE n //",
                "Ünïcode 图",
                "$x",
                "{a: 1}"
            })
    void anyTextIsOneLabelAndOneType(String name) {
        String key = "named-" + Integer.toHexString(name.hashCode());
        write(
                new Upsert(
                        List.of(node(key, name, Map.of())),
                        List.of(link(key, key, name, Map.of()))));

        assertThat(
                        TestGraph.done(
                                        TestGraph.ask(
                                                graph,
                                                "MATCH (n:GraphNode {key: $key})-[r]->(n) RETURN labels(n) AS l, type(r) AS t",
                                                Map.of("key", key)))
                                .results())
                .singleElement()
                .satisfies(row -> {
                    assertThat((List<?>) row.get("l")).hasSize(2);
                    assertThat(String.valueOf(row.get("l"))).contains(name);
                    assertThat(row).containsEntry("t", name);
                });
    }

    @Test
    void missingEndpointsAreNamedAndNothingIsWritten() {
        var batch =
                new Upsert(
                        List.of(node("lonely", "A", Map.of())),
                        List.of(
                                link("lonely", "lonely", "SELF", Map.of()),
                                link("lonely", "absent-1", "KNOWS", Map.of()),
                                link("absent-2", "lonely", "KNOWS", Map.of())));

        assertThat(problems(batch))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/relationships/1/end", "/relationships/2/start");
        assertThat(problems(batch)).allMatch(problem -> problem.message().contains("absent-"));
        assertThat(rows("MATCH (n:GraphNode {key: 'lonely'}) RETURN n")).isEmpty();
    }

    @Test
    void badValuesAreNamedByPointer() {
        var list = new ArrayList<@Nullable Object>(Arrays.asList(1, null));
        var batch =
                new Upsert(
                        List.of(
                                node("1bad", "A", Map.of()),
                                node("ok", " ", Map.of("map", Map.of("a", 1))),
                                node("ok", "A", Map.of("mixed", List.of(1, "a"))),
                                node("ok", "A", Map.of("nested/~", List.of(List.of(1)))),
                                node("ok", "A", Map.of("null", list)),
                                node("ok", "A", Map.of("key", "other")),
                                node(
                                        "ok",
                                        "A",
                                        Map.of("big", new BigInteger("9223372036854775808"))),
                                node("ok", "A", Map.of("long", "x".repeat((1 << 20) + 1))),
                                node("ok", "A", Map.of("huge", new BigDecimal("1e400"))),
                                node("ok", "A", Map.of("digits", List.of(0.5, (1L << 53) + 1))),
                                node("ok", "A", Map.of("most", List.of(Long.MAX_VALUE, 0.5))),
                                node("k".repeat(65), "A", Map.of()),
                                node("ok", "A", Map.of("a\0", 1))),
                        List.of(link("ok", "a b", "", Map.of("m", Map.of()))));

        assertThat(problems(batch))
                .extracting(Problem::pointer)
                .containsExactly(
                        "/nodes/0/key",
                        "/nodes/1/labels/0",
                        "/nodes/1/properties/map",
                        "/nodes/2/properties/mixed",
                        "/nodes/3/properties/nested~1~0/0",
                        "/nodes/4/properties/null/1",
                        "/nodes/5/properties/key",
                        "/nodes/6/properties/big",
                        "/nodes/7/properties/long",
                        "/nodes/8/properties/huge",
                        "/nodes/9/properties/digits/1",
                        "/nodes/10/properties/most/0",
                        "/nodes/11/key",
                        "/nodes/12/properties/a\0",
                        "/relationships/0/end",
                        "/relationships/0/type",
                        "/relationships/0/properties/m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Run",
                "CodeVersion",
                "Symbol",
                "Artifact",
                "Finding",
                "TestCase",
                "Principal",
                "LintResult",
                "ExecutionResult",
                "TestResult",
                "GeneratedCode"
            })
    void aLabelOfRunsIsRefusedByPointer(String label) {
        var node = new NodeWrite("taker", List.of("Mine", label), Map.of());

        assertThat(problems(nodes(node)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/nodes/0/labels/1");
                    assertThat(problem.message()).startsWith(label).contains("My" + label);
                });
        assertThat(rows("MATCH (n:GraphNode {key: 'taker'}) RETURN n")).isEmpty();
    }

    @Test
    void wholeNumbersKeepEveryDigitAndAreDoublesWhereThatLosesNone() {
        long odd = (1L << 53) + 1;
        write(
                nodes(
                        node(
                                "digits",
                                "A",
                                Map.of(
                                        "whole",
                                        List.of(odd, 1),
                                        "both",
                                        List.of(odd - 1, 0.5, Long.MIN_VALUE)))));

        assertThat(
                        rows(
                                "MATCH (n:GraphNode {key: 'digits'}) RETURN n.whole AS whole, n.both AS both"))
                .containsExactly(
                        Map.of("whole", List.of(odd, 1L), "both", List.of(0x1p53, 0.5, -0x1p63)));
    }

    @Test
    void everyOtherNameOfAPropertyIsTaken() {
        String name = "a\n\t\u0001`\\u0060 \u007f\ud83d\ude00";
        write(nodes(node("odd-name", "A", Map.of(name, "a\0b"))));

        assertThat(rows("MATCH (n:GraphNode {key: 'odd-name'}) RETURN properties(n) AS p"))
                .containsExactly(Map.of("p", Map.of("key", "odd-name", name, "a\0b")));
    }

    @Test
    void tenThousandItemsGoInOneCallAndOneMoreDoesNot() {
        List<NodeWrite> nodes =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> node("many-" + i, "Many", Map.of("i", i)))
                        .toList();
        List<RelationshipWrite> links =
                IntStream.range(0, 5_000)
                        .mapToObj(i ->
                                link(
                                        "many-" + i,
                                        "many-" + (i * 7 % 5_000),
                                        "NEXT",
                                        Map.of("i", i)))
                        .toList();

        assertThat(write(new Upsert(nodes, links)))
                .isEqualTo(new UpsertCounts(5_000, 0, 5_000, 0, 10_000));
        var tooMany = new ArrayList<>(nodes);
        tooMany.add(nodes.getFirst());
        assertThat(problems(new Upsert(tooMany, links)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("10000"));
    }

    @Test
    void concurrentBatchesOfTheSameKeysNeitherFailNorDuplicate()
            throws InterruptedException, ExecutionException {
        var batches = new ArrayList<Upsert>();
        for (int seed = 0; seed < 16; seed++) {
            batches.add(shuffled(RandomGeneratorFactory.of("L64X128MixRandom").create(seed)));
        }
        var outcomes = new ArrayList<Answer<UpsertCounts>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer<UpsertCounts>>> running =
                    batches.stream()
                            .map(batch ->
                                    executor.submit(() -> graph.upsert(batch, CancelSignal.NEVER)))
                            .toList();
            for (var future : running) {
                outcomes.add(future.get());
            }
        }

        var counts = outcomes.stream().map(TestGraph::done).toList();
        assertThat(counts.stream().mapToInt(UpsertCounts::nodesCreated).sum()).isEqualTo(60);
        assertThat(counts.stream().mapToInt(UpsertCounts::relationshipsCreated).sum())
                .isEqualTo(60);
        assertThat(rows("MATCH (n:Crowd) RETURN count(n) AS n, count(DISTINCT n.key) AS k"))
                .containsExactly(Map.of("n", 60L, "k", 60L));
        assertThat(rows("MATCH (:Crowd)-[r:NEAR]->(:Crowd) RETURN count(r) AS n"))
                .containsExactly(Map.of("n", 60L));
    }

    private static Upsert shuffled(RandomGenerator random) {
        var nodes = new ArrayList<NodeWrite>();
        var links = new ArrayList<RelationshipWrite>();
        for (int i = 0; i < 60; i++) {
            nodes.add(
                    node(
                            "crowd-" + i,
                            "Crowd",
                            random.nextBoolean() ? Map.of("a", i) : Map.of("b", "x")));
            links.add(
                    link(
                            "crowd-" + i,
                            "crowd-" + (i * 17 % 60),
                            "NEAR",
                            Map.of("w", random.nextInt(9))));
        }
        var shuffler = new java.util.Random(random.nextLong());
        Collections.shuffle(nodes, shuffler);
        Collections.shuffle(links, shuffler);
        return new Upsert(nodes, links);
    }

    private static NodeWrite node(String key, String label, Map<String, Object> properties) {
        return new NodeWrite(key, List.of(label), new HashMap<>(properties));
    }

    private static RelationshipWrite link(
            String start, String end, String type, Map<String, Object> properties) {
        return new RelationshipWrite(start, end, type, new HashMap<>(properties));
    }

    private static Upsert nodes(NodeWrite... nodes) {
        return new Upsert(List.of(nodes), List.of());
    }

    private UpsertCounts write(Upsert batch) {
        return TestGraph.done(graph.upsert(batch, CancelSignal.NEVER));
    }

    private List<Problem> problems(Upsert batch) {
        return ((Fault.Invalid) TestGraph.fault(graph.upsert(batch, CancelSignal.NEVER)))
                .problems();
    }

    private List<Map<String, @Nullable Object>> rows(String cypher) {
        return TestGraph.done(TestGraph.ask(graph, cypher, Map.of())).results();
    }
}
