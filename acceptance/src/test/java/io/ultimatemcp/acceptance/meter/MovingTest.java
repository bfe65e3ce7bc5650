package io.ultimatemcp.acceptance.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Distribution;
import io.ultimatemcp.acceptance.machine.Eventually;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens moves the metrics; looking at them moves nothing. */
final class MovingTest {
    private static final String P = "ultimate_mcp_";
    private static final String GOOD =
            "{\"code\":\"exit 3\",\"language\":\"bash\",\"timeout_seconds\":60}";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|");
    private static final String SOMETIMES = "## Not always there";

    @TempDir Path data;

    @Test
    void valuesMoveAsTheyShouldAndTheGraphSleepsOn() throws IOException {
        var command = Server.command(data).with("ULTIMATE_MCP_GRAPH_IDLE", "10s");
        try (var server = Server.start(command, data)) {
            Client client = server.client();
            assertAsleep(client);
            assertThat(data.resolve("graph")).doesNotExist();

            runsAndRefusals(client);
            hangUp(server);
            call(client);
            assertThat(data.resolve("graph")).doesNotExist();

            Eventually.that(
                    "the engine of a busy machine answers",
                    Duration.ofMinutes(4),
                    Duration.ofSeconds(1),
                    () -> query(client) == 200);
            theGraphIsSeen(client);
            assertThat(client.post("/api/v1/backups", "{}").status()).isEqualTo(201);
            assertThat(client.post("/api/v1/retention", "{}").status()).isEqualTo(200);
            var kept = Exposition.scrape(client);
            assertThat(kept.value(P + "backups_ended_total", "outcome", "made")).isEqualTo(1);
            assertThat(kept.value(P + "retention_passes_total", "outcome", "done")).isEqualTo(1);
            assertThat(Exposition.scrape(client).value(P + "tasks", "status", "working")).isZero();
            assertListed(Exposition.scrape(client).names());
            // each of these looks is a scrape, and none of them keeps it awake or wakes it
            Eventually.that(
                    "the engine sleeps",
                    Duration.ofMinutes(2), // a busy one is given its time to stop
                    Duration.ofSeconds(1),
                    () -> isAsleep(client));
            for (int i = 0; i < 10; i++) {
                assertAsleep(client);
            }
        }
    }

    private static void runsAndRefusals(Client client) {
        var before = Exposition.scrape(client);
        client.execute(GOOD);
        client.execute(GOOD);
        assertThat(client.post("/api/v1/tools/execute_code", "{\"code\":1}").status())
                .isEqualTo(422);
        assertThat(client.post("/api/v1/tools/nothing", "{}").status()).isEqualTo(404);

        var after = Exposition.scrape(client);

        String[] exited = {"tool", "execute_code", "door", "rest", "outcome", "exited"};
        String[] refused = {"tool", "execute_code", "door", "rest", "outcome", "refused"};
        String[] good = {"route", "/api/v1/tools/:name", "method", "POST", "status", "2xx"};
        assertMoved(before, after, 2, "tool_calls_total", exited);
        assertMoved(before, after, 1, "tool_calls_total", refused);
        assertMoved(before, after, 3, "tool_call_duration_seconds_count", "tool", "execute_code");
        assertMoved(before, after, 1, "refusals_total", "code", "invalid_arguments");
        assertMoved(before, after, 1, "refusals_total", "code", "not_found");
        assertMoved(before, after, 2, "http_requests_total", good);
        assertMoved(before, after, 4, "http_request_duration_seconds_count", good[0], good[1]);
        assertThat(after.sum(P + "sandbox_starts_total"))
                .isGreaterThanOrEqualTo(before.sum(P + "sandbox_starts_total") + 2);
        assertThat(after.value(P + "ledger_commit_changes_count"))
                .isGreaterThan(before.value(P + "ledger_commit_changes_count"));
        assertThat(after.value(P + "projection_pending")).isGreaterThanOrEqualTo(2);
        assertThat(after.value(P + "projection_entries_total")).isZero();
    }

    private static void hangUp(Server server) {
        try (var client = server.client(server.token())) {
            var _ =
                    client.posting(
                            "/execute_code",
                            "{\"code\":\"sleep 60\",\"language\":\"bash\",\"timeout_seconds\":60}");
            Eventually.that(
                    "the call is under way",
                    () ->
                            Exposition.scrape(server.client()).value(P + "http_requests_in_flight")
                                    == 2);
        }
        Eventually.that(
                "the scrape alone is under way",
                () -> Exposition.scrape(server.client()).value(P + "http_requests_in_flight") == 1);
        assertThat(
                        Exposition.scrape(server.client())
                                .value(
                                        P + "http_requests_total",
                                        "route",
                                        "/execute_code",
                                        "method",
                                        "POST",
                                        "status",
                                        "none"))
                .isEqualTo(1);
    }

    private static void call(Client client) {
        client.send(
                client.request("/mcp")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "server/discover")
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"jsonrpc":"2.0","id":3,"method":"server/discover","params":{"_meta":{\
                                        "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                                        "io.modelcontextprotocol/clientCapabilities":{}}}}\
                                        """)));
        assertThat(
                        Exposition.scrape(client)
                                .value(
                                        P + "mcp_calls_total",
                                        "method",
                                        "server/discover",
                                        "outcome",
                                        "ok"))
                .isEqualTo(1);
    }

    private static int query(Client client) {
        return client.send(
                        client.request("/graph_query")
                                .timeout(Duration.ofMinutes(2))
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                """
                                                {"cypher":"MATCH (r:Run) RETURN count(r)","timeout_seconds":60}\
                                                """)))
                .status();
    }

    private static void theGraphIsSeen(Client client) {
        // a run while the engine is awake, so that its delay is measured
        client.execute(GOOD);
        Eventually.that(
                "runs are in the graph",
                () ->
                        Exposition.scrape(client).value(P + "projection_pending") == 0
                                && Exposition.scrape(client)
                                                .value(P + "projection_delay_seconds_count")
                                        > 0);
        var metrics = Exposition.scrape(client);
        assertThat(metrics.value(P + "projection_entries_total")).isGreaterThanOrEqualTo(3);
        assertThat(metrics.value(P + "projection_delay_seconds", "quantile", "0.95")).isPositive();
        assertThat(metrics.value(P + "graph_engine_state", "state", "awake")).isEqualTo(1);
        assertThat(metrics.value(P + "graph_transactions_total", "kind", "read", "outcome", "done"))
                .isPositive();
        assertThat(metrics.value(P + "graph_connections_limit")).isPositive();
        assertThat(metrics.value(P + "graph_engine_starts_total")).isPositive();
    }

    private static boolean isAsleep(Client client) {
        return Exposition.scrape(client).value(P + "graph_engine_state", "state", "asleep") == 1;
    }

    private static void assertAsleep(Client client) {
        assertThat(isAsleep(client)).isTrue();
    }

    private static void assertMoved(
            Exposition before, Exposition after, double by, String name, String... labels) {
        assertThat(after.value(P + name, labels) - before.value(P + name, labels))
                .describedAs(name)
                .isEqualTo(by);
    }

    private static void assertListed(Set<String> scraped) throws IOException {
        String page = Files.readString(Distribution.ROOT.resolve("docs/reference/metrics.md"));
        assertThat(scraped).isSubsetOf(named(page));
        assertThat(scraped).containsAll(named(page.substring(0, page.indexOf(SOMETIMES))));
    }

    private static Set<String> named(String page) {
        return ROW.matcher(page)
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toSet());
    }
}
