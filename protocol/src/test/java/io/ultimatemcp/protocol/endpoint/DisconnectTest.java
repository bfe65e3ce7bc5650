package io.ultimatemcp.protocol.endpoint;

import static io.ultimatemcp.protocol.fixture.FixtureClient.envelope;
import static io.ultimatemcp.protocol.fixture.FixtureClient.standard;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.fixture.FixtureClient;
import io.ultimatemcp.protocol.fixture.FixtureServer;
import io.ultimatemcp.protocol.fixture.Watch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hanging up cancels on the stateless wire, and cancels nothing on the stateful one. */
final class DisconnectTest {
    private static final String CALL = "{'name':'wait_for_cancel','arguments':{}}";
    private static final long LONG = 20_000;

    @ParameterizedTest
    @EnumSource(RawClient.Ending.class)
    void aStatelessClientThatHangsUpHasCancelled(RawClient.Ending ending)
            throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.start();
                var client = new RawClient(server)) {
            client.post(envelope(1, "tools/call", CALL, "{}"), standard("tools/call", CALL));
            Watch.Run run = server.fixtures().watch().next();
            client.hangUp(ending);
            assertThat(run.awaitCancel(LONG)).isTrue();
        }
    }

    @Test
    void aStatefulClientThatHangsUpHasNotCancelled() throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.start()) {
            var careful = new FixtureClient(server);
            String session = careful.initialize("2025-11-25", "{}");
            Watch.Run run;
            try (var client = new RawClient(server)) {
                client.post(stateful(7), "Mcp-Session-Id", session);
                run = server.fixtures().watch().next();
                client.hangUp(RawClient.Ending.FIN);
            }
            assertThat(careful.stateful(session, 8, "ping", "{}").status()).isEqualTo(200);
            assertThat(run.awaitCancel(500)).isFalse();
            careful.post(
                    "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}",
                    "Mcp-Session-Id",
                    session);
            assertThat(run.awaitCancel(LONG)).isTrue();
        }
    }

    @Test
    void aStatefulClientGetsTheRestAfterALostConnection() throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.start()) {
            var careful = new FixtureClient(server);
            String session = careful.initialize("2025-11-25", "{}");
            try (var client = new RawClient(server)) {
                client.post(
                        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":"
                                + "\"test_tool_with_progress\",\"_meta\":{\"progressToken\":1}}}",
                        "Mcp-Session-Id",
                        session);
                client.readUntil("id: 1-1\n");
                client.hangUp(RawClient.Ending.RST);
            }
            var rest = careful.send("GET", "Mcp-Session-Id", session, "Last-Event-ID", "1-1");
            assertThat(FixtureClient.events(rest.body()))
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains("Progress test completed");
            assertThat(rest.body()).doesNotContain("id: 1-1\n");
        }
    }

    @Test
    void aListenEndsWithItsConnectionAndLeavesNothing() throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.start()) {
            try (var client = new RawClient(server)) {
                String params = "{'notifications':{'toolsListChanged':true}}";
                client.post(
                        envelope("'l'", "subscriptions/listen", params, "{}"),
                        standard("subscriptions/listen", params));
                client.readUntil("acknowledged");
                assertThat(server.endpoint().subscribers()).isEqualTo(1);
                client.hangUp(RawClient.Ending.RST);
            }
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (server.endpoint().subscribers() > 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(server.endpoint().subscribers()).isZero();
        }
    }

    @Test
    void theEndpointEndsListensGracefully() throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        try (FixtureServer server = FixtureServer.start()) {
            String params = "{'notifications':{'promptsListChanged':true}}";
            var stream =
                    new FixtureClient(server)
                            .open(
                                    "POST",
                                    envelope(5, "subscriptions/listen", params, "{}"),
                                    standard("subscriptions/listen", params));
            try (var reader =
                    new BufferedReader(
                            new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                next(reader, lines);
                server.endpoint().close();
                next(reader, lines);
                assertThat(reader.readLine()).isNull();
            }
        }
        assertThat(lines.getFirst())
                .contains("acknowledged")
                .contains("\"promptsListChanged\":true");
        assertThat(lines.getLast())
                .contains("\"id\":5")
                .contains("\"io.modelcontextprotocol/subscriptionId\":5");
    }

    private static void next(BufferedReader reader, List<String> lines) throws IOException {
        String line = "";
        while (line != null && !line.startsWith("data:")) {
            line = reader.readLine();
        }
        lines.add(String.valueOf(line));
        assertThat(reader.readLine()).isEmpty();
    }

    private static String stateful(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"wait_for_cancel\"}}";
    }
}
