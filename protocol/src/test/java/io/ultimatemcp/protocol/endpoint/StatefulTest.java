package io.ultimatemcp.protocol.endpoint;

import static io.ultimatemcp.protocol.fixture.FixtureClient.envelope;
import static io.ultimatemcp.protocol.fixture.FixtureClient.standard;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.fixture.FixtureClient;
import io.ultimatemcp.protocol.fixture.FixtureServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sessions over HTTP. */
final class StatefulTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private FixtureServer server;
    private FixtureClient client;

    @BeforeEach
    void start() {
        server = FixtureServer.start(0, FixtureServer.roomy(), now::get);
        client = new FixtureClient(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSessionBelongsToTheCallerThatBeganIt() throws IOException, InterruptedException {
        String session = client.initialize("2025-06-18", "{}", "X-Test-Caller", "ann");
        assertThat(ping(session, "ann").status()).isEqualTo(200);
        assertThat(ping(session, "bob").status()).isEqualTo(404);
        assertThat(
                        client.send("DELETE", "Mcp-Session-Id", session, "X-Test-Caller", "bob")
                                .status())
                .isEqualTo(404);
        assertThat(ping(session, "ann").status()).isEqualTo(200);
    }

    @Test
    void aSessionEndsWhenIdleAndWhenOld() throws IOException, InterruptedException {
        String idle = client.initialize("2025-06-18", "{}");
        pass(Duration.ofMinutes(31));
        assertThat(client.stateful(idle, 1, "ping", "{}").status()).isEqualTo(404);
        String old = client.initialize("2025-06-18", "{}");
        for (int i = 0; i < 24 * 3; i++) {
            pass(Duration.ofMinutes(20));
            assertThat(client.stateful(old, 1, "ping", "{}").status()).isEqualTo(200);
        }
        pass(Duration.ofMinutes(1));
        assertThat(client.stateful(old, 1, "ping", "{}").status()).isEqualTo(404);
    }

    @Test
    void theLongestIdleSessionOfACallerMakesRoom() throws IOException, InterruptedException {
        String first = client.initialize("2025-06-18", "{}");
        for (int i = 0; i < 32; i++) {
            pass(Duration.ofSeconds(1));
            client.initialize("2025-06-18", "{}");
        }
        assertThat(client.stateful(first, 1, "ping", "{}").status()).isEqualTo(404);
    }

    @Test
    void aSessionHearsOfWhatItWatchesOnItsStandingStream()
            throws IOException, InterruptedException {
        String session = client.initialize("2025-11-25", "{}");
        client.stateful(session, 1, "resources/subscribe", "{'uri':'test://watched-resource'}");
        server.fixtures().announce(new Change.ResourceUpdated("test://static-text"));
        server.fixtures().announce(new Change.ResourceUpdated("test://watched-resource"));
        var stream = client.open("GET", "", "Mcp-Session-Id", session);
        try (var reader =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String line = "";
            while (!line.contains("resources/updated")) {
                line = String.valueOf(reader.readLine());
            }
            assertThat(line).contains("test://watched-resource");
        }
    }

    @Test
    void theClientIsAskedOnTheStreamOfItsCall() throws IOException, InterruptedException {
        String session = client.initialize("2025-06-18", "{'elicitation':{}}");
        var stream =
                client.open(
                        "POST",
                        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{"
                                + "'name':'test_input_required_result_multi_round'}}",
                        "Mcp-Session-Id",
                        session);
        String last = "";
        try (var reader =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("data: ")) {
                    last = line.substring(6);
                    answer(session, last);
                }
            }
        }
        assertThat(last).contains("Both steps").contains("\"id\":1").doesNotContain("resultType");
    }

    @Test
    void aClientThatRefusesToAnswerGetsAToolErrorThatSaysSo()
            throws IOException, InterruptedException {
        String session = client.initialize("2025-06-18", "{'elicitation':{}}");
        var stream =
                client.open(
                        "POST",
                        "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{"
                                + "'name':'test_elicitation','arguments':{'message':'Who?'}}}",
                        "Mcp-Session-Id",
                        session);
        String last = "";
        try (var reader =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains("elicitation/create")) {
                    client.post(
                            "{'jsonrpc':'2.0','id':'server-1','error':{'code':-1,'message':'no way'}}",
                            "Mcp-Session-Id",
                            session);
                }
                last = line.isEmpty() ? last : line;
            }
        }
        assertThat(last).contains("no way").contains("\"isError\":true");
    }

    @Test
    void aBatchOfTheOldestRevisionIsAnsweredAsOneArray() throws IOException, InterruptedException {
        String session = client.initialize("2025-03-26", "{}");
        var reply =
                client.post(
                        "[{'jsonrpc':'2.0','id':1,'method':'ping'},{'jsonrpc':'2.0','id':'1',"
                                + "'method':'tools/call','params':{'name':'echo',"
                                + "'arguments':{'text':'hi'}}},"
                                + "{'jsonrpc':'2.0','id':2,'method':'initialize','params':{}},5]",
                        "Mcp-Session-Id",
                        session);
        assertThat(reply.json().size()).isEqualTo(4);
        assertThat(reply.body())
                .contains("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")
                .contains("\"id\":\"1\"")
                .contains("\"code\":-32601")
                .contains("\"code\":-32600");
        assertThat(
                        client.post(
                                        "[{'jsonrpc':'2.0','method':'notifications/x'}]",
                                        "Mcp-Session-Id",
                                        session)
                                .status())
                .isEqualTo(202);
    }

    @Test
    void aStatelessCallInTheMiddleOfASessionIsServedStatelessly()
            throws IOException, InterruptedException {
        String session = client.initialize("2025-06-18", "{}");
        String params = "{'name':'test_simple_text'}";
        var headers = new ArrayList<>(List.of(standard("tools/call", params)));
        headers.addAll(List.of("Mcp-Session-Id", session));
        var reply =
                client.post(
                        envelope(1, "tools/call", params, "{}"), headers.toArray(String[]::new));
        assertThat(reply.json().path("result").path("resultType").asString()).isEqualTo("complete");
        assertThat(client.stateful(session, 2, "tools/call", params).body())
                .doesNotContain("resultType");
    }

    private FixtureClient.Reply ping(String session, String caller)
            throws IOException, InterruptedException {
        return client.post(
                "{'jsonrpc':'2.0','id':1,'method':'ping'}",
                "Mcp-Session-Id",
                session,
                "X-Test-Caller",
                caller);
    }

    private void answer(String session, String event) throws IOException, InterruptedException {
        JsonNode message = new FixtureClient.Reply(200, event, client.send("DELETE").raw()).json();
        if (message.has("method")) {
            var answered =
                    client.post(
                            "{'jsonrpc':'2.0','id':'"
                                    + message.path("id").asString()
                                    + "','result':{'action':'accept','content':{'name':'Ada'}}}",
                            "Mcp-Session-Id",
                            session);
            assertThat(answered.status()).isEqualTo(202);
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }
}
