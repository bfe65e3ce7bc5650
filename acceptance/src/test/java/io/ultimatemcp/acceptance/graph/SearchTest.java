package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Words and embeddings are found through indexes that users make. */
@ExtendWith(Shared.class)
final class SearchTest {
    private final Server server;
    private final Client client;

    SearchTest(Server server) {
        this.server = server;
        this.client = server.client();
    }

    @Test
    void anIndexIsMadeAndAskedFromCypherAndDropped() {
        Cypher.upsert(
                client,
                """
                {"nodes":[
                  {"key":"s-heron","labels":["Bird"],"properties":{"song":"herons were croaking","taste":[1.0,0.1,0.0]}},
                  {"key":"s-crane","labels":["Bird"],"properties":{"song":"a trumpeting crane","taste":[0.0,1.0,0.2]}}]}
                """);
        var text =
                index(
                        """
                        {"action":"create","name":"bird_songs","kind":"fulltext","labels":["Bird"],"properties":["song"],
                         "analyzer":"english"}
                        """);
        assertThat(Json.each(text.path("indexes"), "name"))
                .contains("bird_songs", "graph_text", "graph_embedding");
        var made =
                Command.ultimateMcp(
                                "graph",
                                "index",
                                "create",
                                "bird_taste",
                                "--kind",
                                "vector",
                                "--label",
                                "Bird",
                                "--property",
                                "taste",
                                "--dimensions",
                                "3",
                                "--data",
                                server.data().toString())
                        .run();
        assertThat(made.status()).describedAs(made.err()).isZero();
        assertThat(made.out()).contains("bird_taste");

        assertThat(
                        keys(
                                "CALL db.index.fulltext.queryNodes('bird_songs', $q) YIELD node RETURN node.key AS k",
                                "croaks heron"))
                .containsExactly("s-heron");
        assertThat(
                        keys(
                                "CALL db.index.vector.queryNodes('bird_taste', 1, $q) YIELD node RETURN node.key AS k",
                                List.of(0.0, 0.9, 0.1)))
                .containsExactly("s-crane");

        index("{\"action\":\"drop\",\"name\":\"bird_songs\"}");
        var left = index("{\"action\":\"drop\",\"name\":\"bird_taste\"}");
        assertThat(Json.each(left.path("indexes"), "name"))
                .contains("graph_text")
                .doesNotContain("bird_songs", "bird_taste");
    }

    @Test
    void anIndexThatCannotBeIsRefusedByItsField() {
        var none = client.post("/api/v1/tools/graph_index", "{\"action\":\"create\"}");
        assertThat(none.status()).isEqualTo(422);
        assertThat(Json.each(none.json().path("errors"), "pointer"))
                .containsExactly("/name", "/kind", "/labels", "/properties");
        var tooLong =
                client.post(
                        "/api/v1/tools/graph_index",
                        """
                        {"action":"create","name":"x","kind":"vector","labels":["A"],"properties":["p"],"dimensions":5000}
                        """);
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text()).contains("/dimensions", "4096");
        var ours =
                client.post(
                        "/api/v1/tools/graph_index",
                        "{\"action\":\"drop\",\"name\":\"graph_text\"}");
        assertThat(ours.status()).isEqualTo(422);
        assertThat(Json.each(ours.json().path("errors"), "pointer")).containsExactly("/name");
        var named =
                client.post(
                        "/api/v1/tools/graph_index",
                        "{\"action\":\"list\",\"name\":\"graph_text\"}");
        assertThat(named.status()).isEqualTo(422);
        assertThat(Json.each(named.json().path("errors"), "pointer")).containsExactly("/name");
    }

    private List<String> keys(String cypher, Object q) {
        return Json.each(Cypher.rows(client, cypher, Map.of("q", q)), "k");
    }

    private tools.jackson.databind.JsonNode index(String arguments) {
        var reply = client.post("/api/v1/tools/graph_index", arguments);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
