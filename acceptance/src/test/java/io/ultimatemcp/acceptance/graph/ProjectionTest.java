package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every stored run becomes a subgraph, seen by the next look at the graph. */
@ExtendWith(Shared.class)
final class ProjectionTest {
    /** Everything that was projected, without looks at the graph, which are runs themselves. */
    private static final String WHOLE =
            """
            MATCH (a:!GraphNode)-[r]->(b)
            WHERE coalesce(a.tool, '') <> 'graph_query' AND coalesce(b.tool, '') <> 'graph_query'
            RETURN a.key AS a, type(r) AS r, b.key AS b, properties(a) AS pa, properties(b) AS pb,
                   labels(a) AS la ORDER BY a, r, b
            """;

    private final Client client;

    ProjectionTest(Server server) {
        this.client = server.client();
    }

    @Test
    void aRunIsInTheGraphForTheNextLook() {
        String id = run("open('left.txt', 'w').write('x'); raise SystemExit(3)");
        var row =
                Cypher.rows(
                                client,
                                """
                                MATCH (p:Principal)-[:STARTED]->(r:Run:ExecutionResult {id: $id})-[:USED]->(c:CodeVersion),
                                      (r)-[:PRODUCED]->(a:Artifact {path: 'left.txt'})
                                RETURN p.name AS principal, r AS run, c.language AS language, a.size AS size
                                """,
                                Map.of("id", id))
                        .path(0);
        assertThat(row.path("principal").asString()).isEqualTo("admin");
        assertThat(row.path("language").asString()).isEqualTo("python");
        assertThat(row.path("size").asInt()).isEqualTo(1);
        var run = row.path("run").path("properties");
        assertThat(run.path("tool").asString()).isEqualTo("execute_code");
        assertThat(run.path("outcome").asString()).isEqualTo("exited");
        assertThat(run.path("return_code").asInt()).isEqualTo(3);
    }

    @Test
    void testCasesAreNodes() {
        var reply =
                client.post(
                        "/run_tests",
                        Json.of(
                                Map.of(
                                        "code",
                                        "def test_good():\n    assert 1\n\ndef test_bad():\n    assert 0\n",
                                        "language",
                                        "python",
                                        "timeout_seconds",
                                        120)));
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        var rows =
                Cypher.rows(
                        client,
                        """
                        MATCH (:Run:TestResult {id: $id, tests_failed: 1})-[:RAN]->(t:TestCase)
                        RETURN t.name AS name, t.outcome AS outcome ORDER BY name
                        """,
                        Map.of("id", reply.json().path("id").asString()));
        assertThat(Json.each(rows, "outcome")).containsExactly("failed", "passed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python | import json\\ndef inner():\\n    return json.dumps(1)\\ndef outer():\\n    return inner()\\nouter() | json | json.dumps",
                "javascript | const os = require('os');\\nfunction inner() { return os.cpus(); }\\nfunction outer() { return inner(); }\\nouter(); | os | os.cpus",
                "bash | inner() { date; }\\nouter() { inner; }\\nouter | '' | date"
            })
    void whatTheCodeDefinesCallsAndImportsIsThere(
            String language, String code, String imported, String called) {
        var reply =
                client.execute(
                        Json.of(
                                Map.of(
                                        "code",
                                        code.replace("\\n", "\n"),
                                        "language",
                                        language,
                                        "timeout_seconds",
                                        60)));
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        var row =
                Cypher.rows(
                                client,
                                """
                                MATCH (:Run {id: $id})-[:USED]->(c:CodeVersion)-[:DEFINES]->(outer:Symbol {name: 'outer'})
                                      -[:CALLS]->(inner:Symbol {name: 'inner'})-[:CALLS]->(far:Symbol)
                                OPTIONAL MATCH (c)-[:DEFINES]->(:Symbol {kind: 'module'})-[:IMPORTS]->(module:Symbol)
                                RETURN outer.kind AS kind, far.name AS called, module.name AS imported
                                """,
                                Map.of("id", reply.json().path("id").asString()))
                        .path(0);
        assertThat(row.path("kind").asString("")).isEqualTo("function");
        assertThat(row.path("called").asString("")).isEqualTo(called);
        assertThat(row.path("imported").asString("")).isEqualTo(imported);
    }

    @Test
    void findingsAreNodesAtTheSymbolsTheyStandIn() {
        String id = run("def sneaky():\n    return eval('1')\n\n\nprint(sneaky())\n");
        var row =
                Cypher.rows(
                                client,
                                """
                                MATCH (:Run {id: $id})-[:FOUND]->(f:Finding)-[:AT]->(s:Symbol)
                                RETURN f.rule AS rule, f.severity AS severity, f.line AS line, f.source AS source,
                                       s.name AS symbol
                                """,
                                Map.of("id", id))
                        .path(0);
        assertThat(row.path("rule").asString()).isEqualTo("dynamic-code");
        assertThat(row.path("severity").asString()).isEqualTo("warning");
        assertThat(row.path("line").asInt()).isEqualTo(2);
        assertThat(row.path("source").asString()).isEqualTo("policy");
        assertThat(row.path("symbol").asString()).isEqualTo("sneaky");
    }

    @Test
    void theProjectionMadeAnewIsTheSame() {
        run("print('something to keep')");
        var before = Cypher.rows(client, WHOLE, Map.of());
        assertThat(before.size()).isPositive();
        var rebuilt = client.post("/api/v1/graph/rebuild", "");
        assertThat(rebuilt.status()).describedAs(rebuilt.text()).isEqualTo(200);
        assertThat(Cypher.rows(client, WHOLE, Map.of())).isEqualTo(before);
    }

    @Test
    void theHealthPageTellsHowFarTheGraphIsBehind() {
        run("print('on its way')");
        Cypher.rows(client, "RETURN 1", Map.of());
        Eventually.that(
                "the graph has caught up", () -> projection().path("pending").asInt(-1) == 0);
        assertThat(projection().path("skipped").asInt(-1)).isZero();
        assertThat(projection().path("p95_seconds").isNumber()).isTrue();
    }

    private JsonNode projection() {
        return client.get("/health").json().path("components").path("graph").path("projection");
    }

    private String run(String code) {
        return client.execute(
                        Json.of(Map.of("code", code, "language", "python", "timeout_seconds", 60)))
                .json()
                .path("id")
                .asString();
    }
}
