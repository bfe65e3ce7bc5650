package io.ultimatemcp.graph.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.CancelSignal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

class ProjectionTest {
    private static final String SHA = "ab".repeat(32);

    private final Graph graph = TestGraph.shared();

    @Test
    void runsBecomeASubgraphThatIsTheSameTheSecondTime() throws IOException {
        List<RunProjection> runs =
                List.of(run("run-1", Optional.empty()), run("run-2", Optional.of("run-1")));
        writeElsewhere("CREATE (:GraphNode:Run:Symbol {key: 'mine-and-a-run'})");

        TestGraph.done(graph.project(runs, CancelSignal.NEVER));
        List<Map<String, @Nullable Object>> once = patterns();
        TestGraph.done(graph.project(runs.reversed(), CancelSignal.NEVER));

        assertThat(patterns()).isEqualTo(once);
        assertThat(once)
                .extracting(row -> row.get("p") + " " + row.get("n"))
                .containsExactly(
                        "CodeVersion DEFINES Symbol 2",
                        "Finding AT Symbol 2",
                        "Principal STARTED Run 2",
                        "Run FOUND Finding 2",
                        "Run PRODUCED Artifact 2",
                        "Run RAN TestCase 2",
                        "Run REPLAYS Run 1",
                        "Run USED CodeVersion 2",
                        "Symbol CALLS Symbol 1",
                        "Symbol IMPORTS Symbol 1",
                        "TestCase EXERCISED Symbol 2");
        assertThat(
                        rows(
                                "MATCH (r:Run:TestResult {id: 'run-1'}) RETURN r.key AS k, r.started_at AS s, r.return_code AS c"))
                .containsExactly(Map.of("k", "run:run-1", "s", "2026-01-02T03:04:05Z", "c", 1L));

        assertThat(TestGraph.done(graph.forgetRuns(List.of("run-1"), CancelSignal.NEVER)))
                .isEqualTo(1);
        assertThat(rows("MATCH (c:CodeVersion) RETURN count(c) AS n"))
                .containsExactly(Map.of("n", 1L));
        assertThat(rows("MATCH (f:Finding) RETURN count(f) AS n")).containsExactly(Map.of("n", 1L));
        TestGraph.done(graph.forgetRuns(List.of("run-1", "run-2"), CancelSignal.NEVER));
        assertThat(rows("MATCH (n:Run|Symbol|Principal|CodeVersion|Finding) RETURN n.key AS k"))
                .containsExactly(Map.of("k", "mine-and-a-run"));
        TestGraph.done(graph.project(runs, CancelSignal.NEVER));

        TestGraph.done(graph.clearProjection(CancelSignal.NEVER));
        assertThat(patterns()).isEmpty();
        assertThat(rows("MATCH (n:Run|Symbol|Principal) RETURN n.key AS k"))
                .containsExactly(Map.of("k", "mine-and-a-run"));

        TestGraph.done(graph.project(runs, CancelSignal.NEVER));
        assertThat(patterns()).isEqualTo(once);
        TestGraph.done(graph.clearProjection(CancelSignal.NEVER));
    }

    @Test
    void whatAnotherWriterGaveTheLabelsOfRunsGoesWithNoRun() throws IOException {
        writeElsewhere(
                "CREATE (:GraphNode:CodeVersion {key: 'my-code', sha256: '%s'})".formatted(SHA));
        writeElsewhere("CREATE (:GraphNode:Run {key: 'my-run', id: 'run-3'})");

        TestGraph.done(graph.project(List.of(run("run-3", Optional.empty())), CancelSignal.NEVER));
        TestGraph.done(graph.forgetRuns(List.of("run-3"), CancelSignal.NEVER));

        assertThat(
                        rows(
                                "MATCH (n:GraphNode&(CodeVersion|Run)) WHERE n.id = 'run-3' OR n.sha256 = '%s' RETURN count(n) AS n"
                                        .formatted(SHA)))
                .containsExactly(Map.of("n", 2L));
        assertThat(rows("MATCH (n:Run|CodeVersion|Symbol WHERE NOT n:GraphNode) RETURN n.key AS k"))
                .isEmpty();
        writeElsewhere("MATCH (n:GraphNode&(CodeVersion|Run)) DETACH DELETE n");
    }

    /** As a graph of an earlier version may hold it, or one that others write to. */
    private void writeElsewhere(String cypher) throws IOException {
        assertThat(rows("RETURN 1 AS awake")).hasSize(1);
        try (var engine =
                GraphDatabase.driver(
                        "bolt://127.0.0.1:" + TestGraph.sharedPort(),
                        AuthTokens.basic("neo4j", TestGraph.sharedPassword()))) {
            engine.executableQuery(cypher).execute();
        }
    }

    private static RunProjection run(String id, Optional<String> replays) {
        var code =
                new CodeVersion(
                        SHA,
                        "python",
                        List.of(
                                new SymbolNode(SHA + ":f", "f", "function", 1, 3, 2),
                                new SymbolNode(SHA + ":g", "g", "function", 5, 6, 1)),
                        List.of(
                                new CodeVersion.Reference(
                                        CodeVersion.Reference.Kind.CALLS,
                                        SHA + ":f",
                                        SHA + ":g",
                                        "g"),
                                new CodeVersion.Reference(
                                        CodeVersion.Reference.Kind.IMPORTS,
                                        SHA + ":f",
                                        "module:os",
                                        "os")));
        return new RunProjection(
                new RunNode(
                        id,
                        RunNode.Kind.TEST,
                        "run_tests",
                        Optional.of("python"),
                        "exited",
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Duration.ofMillis(120),
                        Map.of("return_code", 1)),
                Optional.of("somebody"),
                List.of(code),
                List.of(new ArtifactNode("out/plot.png", 12, "image/png", SHA)),
                List.of(
                        new FindingNode(
                                "F401",
                                "warning",
                                "unused import",
                                1,
                                1,
                                "ruff",
                                Optional.of(SHA + ":f"))),
                List.of(
                        new TestCaseNode(
                                "test_f",
                                Optional.empty(),
                                7,
                                "passed",
                                Duration.ofMillis(3),
                                List.of(SHA + ":f"))),
                replays);
    }

    private List<Map<String, @Nullable Object>> patterns() {
        return rows(
                """
                MATCH (a:!GraphNode)-[r]->(b)
                WITH [l IN labels(a) WHERE NOT l ENDS WITH 'Result'][0] + ' ' + type(r) + ' '
                     + [l IN labels(b) WHERE NOT l ENDS WITH 'Result'][0] AS p
                RETURN p, count(*) AS n ORDER BY p
                """);
    }

    private List<Map<String, @Nullable Object>> rows(String cypher) {
        return TestGraph.done(TestGraph.ask(graph, cypher, Map.of())).results();
    }
}
