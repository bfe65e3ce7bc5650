package io.ultimatemcp.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import java.util.List;
import java.util.Map;

/** What of the ledger is in the graph. */
final class Projected {
    private static final String RUNS = "MATCH (r:Run) RETURN r.id AS id";

    private Projected() {}

    /** The ids of all runs that the graph of {@code server} holds. */
    static List<String> runs(Server server) {
        var reply =
                server.client()
                        .post(
                                "/graph_query",
                                Json.of(Map.of("cypher", RUNS, "timeout_seconds", 30)));
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return Json.each(reply.json().path("results"), "id");
    }
}
