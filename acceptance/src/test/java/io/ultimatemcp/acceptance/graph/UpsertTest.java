package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Batches that are mixed, wrong, hostile, or sent by many at once. */
@ExtendWith(Shared.class)
final class UpsertTest {
    private static final int CALLERS = 50;

    private final Client client;

    UpsertTest(Server server) {
        this.client = server.client();
    }

    @Test
    void whatIsNamedTwiceInOneCallCountsOnce() {
        Cypher.upsert(client, "{\"nodes\":[{\"key\":\"m-old\"},{\"key\":\"m-end\"}]}");
        var counts =
                Cypher.upsert(
                        client,
                        """
                        {"nodes":[{"key":"m-new","properties":{"a":1}},{"key":"m-old","labels":["M"]},
                                  {"key":"m-new","labels":["M"],"properties":{"a":2,"b":3}}],
                         "relationships":[{"start":"m-new","end":"m-end","type":"T","properties":{"w":1}},
                                          {"start":"m-new","end":"m-end","type":"T","properties":{"w":2}},
                                          {"start":"m-end","end":"m-new","type":"T"}]}
                        """);
        assertThat(counts.path("nodes_created").asInt()).isEqualTo(1);
        assertThat(counts.path("nodes_updated").asInt()).isEqualTo(1);
        assertThat(counts.path("relationships_created").asInt()).isEqualTo(2);
        assertThat(counts.path("relationships_updated").asInt()).isZero();
        var row =
                Cypher.rows(
                                client,
                                "MATCH (n {key: 'm-new'})-[r:T]->(m) RETURN n.a AS a, n.b AS b, r.w AS w",
                                Map.of())
                        .path(0);
        assertThat(List.of(row.path("a").asInt(), row.path("b").asInt(), row.path("w").asInt()))
                .containsExactly(2, 3, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"map\":{\"a\":1}} | /map",
                "{\"mixed\":[1,\"a\"]} | /mixed",
                "{\"nested\":[[1]]} | /nested/0",
                "{\"holed\":[1,null]} | /holed/1",
                "{\"big\":9223372036854775808} | /big",
                "{\"huge\":1e400} | /huge",
                "{\"digits\":[0.5,9007199254740993]} | /digits/1",
                "{\"half\":\"\\ud800\"} | /half",
                "{\"a/b~c\":{}} | /a~1b~0c",
                "{\"key\":\"another\"} | /key",
            })
    void aBadPropertyAmongManyIsNamedAndNothingIsWritten(String properties, String pointer) {
        var nodes = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            nodes.add("{\"key\":\"bad-" + i + "\",\"labels\":[\"Bad\"]}");
        }
        nodes.set(120, "{\"key\":\"bad-120\",\"properties\":" + properties + "}");

        var reply = client.post("/graph_upsert", "{\"nodes\":[" + String.join(",", nodes) + "]}");

        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(422);
        assertThat(Json.each(reply.json().path("errors"), "pointer"))
                .containsExactly("/nodes/120/properties" + pointer);
        assertThat(count("MATCH (n:Bad) RETURN count(n) AS n")).isZero();
    }

    @Test
    void aLabelIsNeverPartOfAStatement() {
        String label = "X`) DETACH DELETE n //";
        String type = "T`]->() DETACH DELETE a //";
        Cypher.upsert(
                client,
                Json.of(
                        Map.of(
                                "nodes",
                                List.of(Map.of("key", "hostile", "labels", List.of(label))),
                                "relationships",
                                List.of(
                                        Map.of(
                                                "start", "hostile",
                                                "end", "hostile",
                                                "type", type)))));
        var row =
                Cypher.rows(
                                client,
                                "MATCH (n {key: 'hostile'})-[r]->(n) RETURN labels(n) AS l, type(r) AS t",
                                Map.of())
                        .path(0);
        assertThat(row.path("l").toString()).contains(label);
        assertThat(row.path("t").asString()).isEqualTo(type);
    }

    @Test
    void fiftyCallersWithTheSameKeysNeitherFailNorMakeAnyTwice() {
        List<CompletableFuture<Reply>> calls =
                IntStream.range(0, CALLERS)
                        .mapToObj(seed -> client.posting("/graph_upsert", shuffled(seed)))
                        .toList();
        List<JsonNode> answers =
                calls.stream()
                        .map(CompletableFuture::join)
                        .map(reply -> {
                            assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
                            return reply.json();
                        })
                        .toList();
        assertThat(sum(answers, "nodes_created")).isEqualTo(20);
        assertThat(sum(answers, "nodes_updated")).isEqualTo(20 * (CALLERS - 1));
        assertThat(sum(answers, "relationships_created")).isEqualTo(20);
        assertThat(count("MATCH (n:Together) RETURN count(n) AS n")).isEqualTo(20);
        assertThat(count("MATCH (:Together)-[r:BESIDE]->() RETURN count(r) AS n")).isEqualTo(20);
    }

    private static String shuffled(int seed) {
        var nodes = new ArrayList<Map<String, Object>>();
        var links = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 20; i++) {
            nodes.add(
                    Map.of(
                            "key", "together-" + i,
                            "labels", List.of("Together"),
                            "properties", Map.of("by", seed)));
            links.add(
                    Map.of(
                            "start", "together-" + i,
                            "end", "together-" + (i * 7 + 1) % 20,
                            "type", "BESIDE"));
        }
        var random = new Random(seed);
        Collections.shuffle(nodes, random);
        Collections.shuffle(links, random);
        return Json.of(Map.of("nodes", nodes, "relationships", links));
    }

    private static int sum(List<JsonNode> answers, String field) {
        return answers.stream().mapToInt(answer -> answer.path(field).asInt()).sum();
    }

    private int count(String cypher) {
        return Cypher.rows(client, cypher, Map.of()).path(0).path("n").asInt(-1);
    }
}
