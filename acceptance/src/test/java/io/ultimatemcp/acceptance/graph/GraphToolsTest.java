package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** graph_upsert and graph_query as the contract has them. */
@ExtendWith(Shared.class)
final class GraphToolsTest {
    private final Client client;

    GraphToolsTest(Server server) {
        this.client = server.client();
    }

    @Test
    void whatWasUpsertedIsCountedAndFound() {
        String batch =
                """
                {"nodes":[{"key":"t-ada","labels":["Person","Käse `x`"],"properties":{"name":"Ada","born":1815,"tags":["a","b"]}},
                          {"key":"t-engine"}],
                 "relationships":[{"start":"t-ada","end":"t-engine","type":"WROTE FOR","properties":{"since":1843.5}}]}
                """;
        var first = Cypher.upsert(client, batch);
        var again = Cypher.upsert(client, batch);
        assertCounts(first, 2, 0, 1, 0, 4);
        assertCounts(again, 0, 2, 0, 1, 4);
        assertThat(first.path("id").asString()).isNotBlank();
        assertThat(first.path("metrics").path("node_count").asInt()).isPositive();
        assertThat(first.path("metrics").path("labels").path("Käse `x`").asInt()).isEqualTo(1);

        var row =
                Cypher.rows(
                                client,
                                "MATCH (a {key: $key})-[r]->(b) RETURN a, r, b.key AS to, null AS nothing",
                                Map.of("key", "t-ada"))
                        .path(0);
        assertThat(row.path("a"))
                .isEqualTo(
                        Json.read(
                                """
                                {"_type":"node","key":"t-ada","labels":["GraphNode","Käse `x`","Person"],
                                 "properties":{"born":1815,"key":"t-ada","name":"Ada","tags":["a","b"]}}
                                """));
        assertThat(row.path("r"))
                .isEqualTo(
                        Json.read(
                                """
                                {"_type":"relationship","type":"WROTE FOR","start":"t-ada","end":"t-engine",
                                 "properties":{"since":1843.5}}
                                """));
        assertThat(row.path("to").asString()).isEqualTo("t-engine");
        assertThat(row.has("nothing")).isTrue();
    }

    @Test
    void aMissingEndpointIsNamedAndNothingIsWritten() {
        var reply =
                client.post(
                        "/graph_upsert",
                        """
                        {"nodes":[{"key":"t-lonely"}],
                         "relationships":[{"start":"t-lonely","end":"t-nobody","type":"KNOWS"}]}
                        """);
        assertThat(reply.status()).isEqualTo(422);
        var error = reply.json().path("errors").path(0);
        assertThat(error.path("pointer").asString()).isEqualTo("/relationships/0/end");
        assertThat(error.path("message").asString()).contains("t-nobody");
        assertThat(Cypher.rows(client, "MATCH (n {key: 't-lonely'}) RETURN n", Map.of()).size())
                .isZero();
    }

    @Test
    void badItemsAreNamedByPointer() {
        var reply =
                client.post(
                        "/graph_upsert",
                        """
                        {"nodes":[{"key":"1st"},{"key":"t-ok","properties":{"a":{"b":1}}},{"key":"t-ok","labels":[" "]}]}
                        """);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(Json.each(reply.json().path("errors"), "pointer"))
                .containsExactly("/nodes/0/key", "/nodes/1/properties/a", "/nodes/2/labels/0");
        var unknown = client.post("/graph_upsert", "{\"nodes\":[{\"key\":\"t\",\"kind\":1}]}");
        assertThat(unknown.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/nodes/0/kind");
    }

    @Test
    void tenThousandItemsAreOneCallAndMoreAreRefused() {
        assertThat(Cypher.upsert(client, nodes(10_000)).path("nodes_created").asInt())
                .isEqualTo(10_000);
        var tooMany = client.post("/graph_upsert", nodes(10_001));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.json().path("detail").asString()).contains("10000");
    }

    @Test
    void rowsBeyondTheLimitAreCutAndSaid() {
        var reply =
                client.post(
                        "/graph_query",
                        "{\"cypher\":\"UNWIND range(1, 100000000) AS x RETURN x\",\"max_rows\":7,\"timeout_seconds\":30}");
        assertThat(reply.json().path("row_count").asInt()).isEqualTo(7);
        assertThat(reply.json().path("truncated").asBoolean()).isTrue();
        assertThat(reply.json().path("columns")).isEqualTo(Json.read("[\"x\"]"));
        assertThat(reply.json().path("duration_ms").isNumber()).isTrue();
    }

    @Test
    void aSyntaxErrorTellsLineAndColumn() {
        var reply = Cypher.ask(client, "MATCH (n)\nRETRUN n");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("detail").asString()).contains("line 2, column 1");
        assertThat(reply.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/cypher");
    }

    @Test
    void aQueryThatTakesTooLongIsStopped() {
        Cypher.rows(client, "RETURN 1", Map.of());
        var reply =
                client.post(
                        "/graph_query",
                        "{\"cypher\":\"UNWIND range(1, 1000000000) AS x RETURN count(x)\",\"timeout_seconds\":0.5}");
        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.json().path("code").asString()).isEqualTo("deadline_exceeded");
    }

    @Test
    void everyKindOfValueIsAnswered() {
        var row =
                Cypher.rows(
                                client,
                                """
                                RETURN date('2026-01-02') AS date, datetime('2026-01-02T03:04:05Z') AS time,
                                  duration('P1DT2H') AS duration, point({x: 1.5, y: 2}) AS point, 0.0 / 0.0 AS nan,
                                  9223372036854775807 AS big, {a: [1, null]} AS map, $given AS given
                                """,
                                Map.of("given", Map.of("deep", List.of(1, "x", true))))
                        .path(0);
        assertThat(row.path("date").asString()).isEqualTo("2026-01-02");
        assertThat(row.path("time").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(row.path("duration").asString()).isEqualTo("P1DT2H");
        assertThat(row.path("point").isObject()).isTrue();
        assertThat(row.path("nan").isNumber()).isFalse();
        assertThat(row.path("big").asLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(row.path("map")).isEqualTo(Json.read("{\"a\":[1,null]}"));
        assertThat(row.path("given")).isEqualTo(Json.read("{\"deep\":[1,\"x\",true]}"));
    }

    @Test
    void theQueryIsARunLikeEveryOther() {
        String id = Cypher.ask(client, "RETURN 42 AS answer").json().path("id").asString();
        var run = client.get("/api/v1/runs/" + id).json();
        assertThat(run.path("tool").asString()).isEqualTo("graph_query");
        assertThat(run.path("result").path("results").path(0).path("answer").asInt()).isEqualTo(42);
    }

    @Test
    void theHealthPageSaysThatTheGraphAnswers() {
        Cypher.rows(client, "RETURN 1", Map.of());
        Reply health = client.get("/health");
        assertThat(health.json().path("neo4j").asBoolean()).isTrue();
        assertThat(health.json().path("components").path("graph").path("state").asString())
                .isEqualTo("awake");
    }

    private static void assertCounts(
            JsonNode result,
            int nodesCreated,
            int nodesUpdated,
            int relationshipsCreated,
            int relationshipsUpdated,
            int propertiesSet) {
        assertThat(result.path("nodes_created").asInt()).isEqualTo(nodesCreated);
        assertThat(result.path("nodes_updated").asInt()).isEqualTo(nodesUpdated);
        assertThat(result.path("relationships_created").asInt()).isEqualTo(relationshipsCreated);
        assertThat(result.path("relationships_updated").asInt()).isEqualTo(relationshipsUpdated);
        assertThat(result.path("properties_set").asInt()).isEqualTo(propertiesSet);
    }

    private static String nodes(int count) {
        return Json.of(
                Map.of(
                        "nodes",
                        IntStream.range(0, count)
                                .mapToObj(i ->
                                        Map.of("key", "t-many-" + i, "labels", List.of("Many")))
                                .toList()));
    }
}
