package io.ultimatemcp.acceptance.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of metrics, and what never becomes part of them. */
@ExtendWith(Shared.class)
final class FormsTest {
    private static final String JUNK = "junk-4711";

    private final Client client;

    FormsTest(Server server) {
        this.client = server.client();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                                            | text/plain",
                "text/html, */*;q=0.1                                           | text/plain",
                "text/plain;version=0.0.4                                       | text/plain",
                "nonsense;;q=x                                                  | text/plain",
                "application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1     | application/openmetrics-text",
                "application/json;q=0.2, application/openmetrics-text           | application/openmetrics-text",
                "application/json, text/plain, */*                              | application/json",
            })
    void theClientChoosesTheForm(String accept, String form) {
        Reply reply = client.send(client.request("/metrics").header("Accept", accept).GET());
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith(form);
    }

    @Test
    void bothTextsAreWellFormedAndTellTheSameMetrics() {
        client.execute("{\"code\":\"true\",\"language\":\"bash\",\"timeout_seconds\":60}");
        var plain = Exposition.scrape(client, Exposition.PROMETHEUS);
        var open = Exposition.scrape(client, Exposition.OPENMETRICS);
        assertThat(plain.names()).hasSizeGreaterThan(60);
        assertThat(open.names()).hasSameSizeAs(plain.names());
        assertThat(open.value("ultimate_mcp_sandbox_places_limit"))
                .isEqualTo(plain.value("ultimate_mcp_sandbox_places_limit"))
                .isPositive();
    }

    @Test
    void asJsonItIsTheGraphMetricsObject() {
        Reply reply =
                client.send(client.request("/metrics").header("Accept", "application/json").GET());
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        assertThat(reply.json().propertyNames())
                .isEqualTo(client.get("/api/v1/graph/metrics").json().propertyNames())
                .contains("node_count", "relationship_count", "average_degree");
    }

    @Test
    void whatClientsMakeUpBecomesNoLabel() {
        client.get("/" + JUNK);
        client.get("/api/v1/runs/" + JUNK);
        client.post("/api/v1/tools/" + JUNK, "{}");
        client.post("/execute_code", Json.of(Map.of("code", "x", "language", JUNK)));
        client.send(client.request("/health").method(JUNK, BodyPublishers.noBody()));
        client.send(
                client.request("/mcp")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", JUNK)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
                                                + JUNK
                                                + "\"}")));

        var metrics = Exposition.scrape(client);

        assertThat(metrics.labelValues())
                .noneMatch(value -> value.contains(JUNK))
                .doesNotContain("admin");
        assertThat(metrics.value("ultimate_mcp_refusals_total", "code", "not_found"))
                .isGreaterThanOrEqualTo(2);
        assertThat(metrics.value("ultimate_mcp_scrape_part_success", "part", "projection"))
                .isEqualTo(1);
    }
}
