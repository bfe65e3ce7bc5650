package io.ultimatemcp.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Postgres;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database: one ledger, a graph each, and no work of the other's undone. */
final class TwoServersTest {
    private static final int CALLS = 20;

    @TempDir private Path directory;

    @Test
    void theyShareEveryRunAndFollowEachOther() {
        try (var database = Postgres.start()) {
            String url = database.database("shared");
            try (var first = start(url, "a");
                    var second = start(url, "b")) {
                var ids = recordFromBothSides(first, second);
                for (Server server : List.of(first, second)) {
                    ids.forEach(id -> assertThat(status(server, id)).isEqualTo(200));
                    Eventually.that(
                            "its graph has every run",
                            () -> Projected.runs(server).containsAll(ids));
                }
                String gone = ids.iterator().next();
                assertThat(delete(second, gone)).isEqualTo(204);
                assertThat(status(first, gone)).isEqualTo(404);
                for (Server server : List.of(first, second)) {
                    Eventually.that(
                            "its graph forgets it", () -> !Projected.runs(server).contains(gone));
                }
                assertThat(nodes(first, second)).hasSize(2);
            }
            var verified = command(url, "ledger", "verify", "--json", "--data", data("a"));
            assertThat(verified.status()).describedAs(verified.out() + verified.err()).isZero();
            assertThat(Json.read(verified.out()).path("audit").path("intact").asBoolean()).isTrue();
        }
    }

    private static Set<String> recordFromBothSides(Server first, Server second) {
        var calls = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < CALLS; i++) {
            var server = i % 2 == 0 ? first : second;
            calls.add(
                    server.client()
                            .posting(
                                    "/execute_code",
                                    Json.of(
                                            Map.of(
                                                    "language",
                                                    "bash",
                                                    "code",
                                                    "echo " + i,
                                                    "timeout_seconds",
                                                    60))));
        }
        var ids = new HashSet<String>();
        for (var call : calls) {
            var reply = call.join();
            assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
            ids.add(reply.json().path("id").asString(""));
        }
        assertThat(ids).hasSize(CALLS);
        return ids;
    }

    private static Set<String> nodes(Server first, Server second) {
        var nodes = new HashSet<String>();
        for (Server server : List.of(first, second)) {
            server.client()
                    .get("/api/v1/runs?tool=execute_code")
                    .json()
                    .path("runs")
                    .forEach(run ->
                            nodes.add(
                                    server.client()
                                            .get("/api/v1/runs/" + run.path("id").asString(""))
                                            .json()
                                            .path("provenance")
                                            .path("server")
                                            .path("node")
                                            .asString("")));
        }
        return nodes;
    }

    private static int status(Server server, String id) {
        return server.client().get("/api/v1/runs/" + id).status();
    }

    private static int delete(Server server, String id) {
        return server.client()
                .send(server.client().request("/api/v1/runs/" + id).DELETE())
                .status();
    }

    private Server start(String url, String name) {
        Path data = directory.resolve(name);
        return Server.start(Postgres.use(Server.command(data), url), data);
    }

    private static Command.Finished command(String url, String... words) {
        return Postgres.use(Command.ultimateMcp(words), url).run();
    }

    private String data(String name) {
        return directory.resolve(name).toString();
    }
}
