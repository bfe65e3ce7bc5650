package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while runs are on their way into the graph. */
final class ProjectionCrashTest {
    private static final int BEFORE_THE_KILL = 25;

    @TempDir Path data;

    @Test
    void everyAcknowledgedRunIsInTheGraphOnceAndARebuildEndsInTheSame() {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (var server = Server.start(data)) {
            Cypher.rows(server.client(), "RETURN 1", Map.of());
            var running = new ArrayList<CompletableFuture<Void>>();
            for (int client = 0; client < 4; client++) {
                running.add(execute(server.client(), client * 1000, acknowledged));
            }
            Eventually.that("runs are stored", () -> acknowledged.size() >= BEFORE_THE_KILL);
            server.kill();
            running.forEach(each -> each.exceptionally(_ -> null).join());
        }
        try (var server = Server.start(data)) {
            Client client = server.client();
            var there =
                    Cypher.rows(
                            client,
                            """
                            MATCH (r:Run:ExecutionResult)
                            RETURN r.id AS id, COUNT { (r)-[:USED]->(:CodeVersion) } AS codes,
                              COUNT { (:Principal)-[:STARTED]->(r) } AS starters
                            """,
                            Map.of());
            List<String> ids = Json.each(there, "id");
            assertThat(ids).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(there.valueStream())
                    .allMatch(row ->
                            row.path("codes").asInt() == 1 && row.path("starters").asInt() == 1);

            String before = whole(client);
            assertThat(client.post("/api/v1/graph/rebuild", "").status()).isEqualTo(200);
            assertThat(whole(client)).isEqualTo(before);
        }
    }

    /** One run after the other until the server is gone. */
    private static CompletableFuture<Void> execute(
            Client client, int number, Queue<String> acknowledged) {
        String code = "def f%d():\n    return len('x')\nf%d()".formatted(number, number);
        return client.posting("/execute_code", Json.of(Map.of("code", code, "language", "python")))
                .thenCompose(reply -> noted(client, number, acknowledged, reply));
    }

    private static CompletableFuture<Void> noted(
            Client client, int number, Queue<String> acknowledged, Reply reply) {
        if (reply.status() == 200) {
            acknowledged.add(reply.json().path("id").asString());
        }
        return execute(client, number + 1, acknowledged);
    }

    private static String whole(Client client) {
        return client.post(
                        "/graph_query",
                        Json.of(
                                Map.of(
                                        "cypher",
                                        """
                                        MATCH (a)-[r]->(b)
                                        WHERE coalesce(a.tool, '') <> 'graph_query' AND coalesce(b.tool, '') <> 'graph_query'
                                        RETURN a.key AS a, type(r) AS r, b.key AS b, properties(a) AS pa, properties(b) AS pb
                                        ORDER BY a, r, b
                                        """,
                                        "max_rows",
                                        10_000,
                                        "timeout_seconds",
                                        30)))
                .json()
                .path("results")
                .toString();
    }
}
