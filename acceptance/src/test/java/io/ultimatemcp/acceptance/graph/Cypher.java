package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Asks a server's graph over REST, with time for an engine that starts on a busy machine. */
final class Cypher {
    private Cypher() {}

    static Reply ask(Client client, String cypher) {
        return ask(client, cypher, Map.of());
    }

    static Reply ask(Client client, String cypher, Map<String, ?> parameters) {
        return client.post(
                "/graph_query",
                Json.of(
                        Map.of(
                                "cypher", cypher,
                                "parameters", parameters,
                                "timeout_seconds", 30)));
    }

    /** The rows of a query that must pass. */
    static JsonNode rows(Client client, String cypher, Map<String, ?> parameters) {
        var reply = ask(client, cypher, parameters);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json().path("results");
    }

    static JsonNode upsert(Client client, String arguments) {
        var reply = client.post("/graph_upsert", arguments);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
