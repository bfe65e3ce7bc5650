package io.ultimatemcp.protocol.endpoint;

import static io.ultimatemcp.protocol.fixture.FixtureClient.envelope;
import static io.ultimatemcp.protocol.fixture.FixtureClient.standard;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.fixture.FixtureClient;
import io.ultimatemcp.protocol.fixture.FixtureServer;
import io.ultimatemcp.protocol.wire.Limits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests that stand alone. */
final class StatelessTest {
    private static final String ASK = "test_input_required_result_request_state";

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
    void stateIsTakenOnlyFromItsCallerForItsCallInItsTime()
            throws IOException, InterruptedException {
        String state = ask("ann", "{}", "").path("requestState").asString();
        assertThat(ask("ann", "{}", state).path("content").toString()).contains("state-ok");
        assertThat(ask("bob", "{}", state).path("code").asInt()).isEqualTo(-32602);
        assertThat(ask("ann", "{'other':1}", state).path("code").asInt()).isEqualTo(-32602);
        now.updateAndGet(t -> t.plus(Duration.ofMinutes(11)));
        assertThat(ask("ann", "{}", state).path("code").asInt()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "[]", "'x'"})
    void answersOfAWrongShapeAreRefused(String answers) throws IOException, InterruptedException {
        var reply =
                client.stateless(
                        "tools/call", "{'name':'" + ASK + "','inputResponses':" + answers + "}");
        assertThat(reply.code()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @CsvSource({
        "tools/list, {}",
        "prompts/list, {}",
        "resources/list, {}",
        "resources/templates/list, {}",
        "server/discover, {}",
        "'tools/call', \"{'name':'test_multiple_content_types'}\"",
        "'tools/call', \"{'name':'test_error_handling'}\"",
        "'prompts/get', \"{'name':'test_simple_prompt'}\"",
        "'resources/read', \"{'uri':'test://static-binary'}\""
    })
    void nothingIsEverNullOrAnEmptyOption(String method, String params)
            throws IOException, InterruptedException {
        var reply = client.stateless(method, params.replace("\"", ""));
        assertThat(reply.status()).isEqualTo(200);
        assertNoNulls(reply.json().path("result"));
        String session = client.initialize("2025-11-25", "{}");
        if (!method.equals("server/discover")) {
            assertNoNulls(
                    client.stateful(session, 1, method, params.replace("\"", ""))
                            .json()
                            .path("result"));
        }
    }

    @Test
    void moreCallsThanAllowedAreRefusedWithARetry() throws IOException, InterruptedException {
        try (FixtureServer small = FixtureServer.start(Limits.defaults())) {
            int most = Limits.defaults().calls().inFlightPerCaller();
            String call = "{'name':'wait_for_cancel'}";
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                var raw = new RawClient(small);
                clients.add(raw);
                raw.post(envelope(i, "tools/call", call, "{}"), standard("tools/call", call));
                small.fixtures().watch().next();
            }
            var refused = new FixtureClient(small).stateless("tools/list", "{}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            for (RawClient raw : clients) {
                raw.close();
            }
        }
    }

    @Test
    void aClientThatTakesOnlyJsonGetsOnlyJson() throws IOException, InterruptedException {
        String params = "{'name':'test_tool_with_progress','_meta':{'progressToken':1}}";
        var reply = client.stateless("tools/call", params, "Accept", "application/json");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.body()).contains("Progress test completed");
    }

    @Test
    void aTaskBelongsToTheCallerThatStartedIt() throws IOException, InterruptedException {
        String tasks = "{'extensions':{'io.modelcontextprotocol/tasks':{}}}";
        String params = "{'name':'slow_compute','arguments':{'seconds':60}}";
        var created =
                client.post(
                        envelope(1, "tools/call", params, tasks), as("ann", "tools/call", params));
        String id = created.json().path("result").path("taskId").asString();
        String get = "{'taskId':'" + id + "'}";
        assertThat(
                        client.post(
                                        envelope(2, "tasks/get", get, tasks),
                                        as("ann", "tasks/get", get))
                                .body())
                .contains("\"status\":\"working\"");
        for (String method : List.of("tasks/get", "tasks/cancel")) {
            assertThat(client.post(envelope(2, method, get, tasks), as("bob", method, get)).code())
                    .isEqualTo(-32602);
        }
    }

    @Test
    void aTaskTellsItsListenerOfEachStep() throws IOException, InterruptedException {
        String tasks = "{'extensions':{'io.modelcontextprotocol/tasks':{}}}";
        String params = "{'name':'confirm_delete','arguments':{'filename':'f'}}";
        var created =
                client.post(
                        envelope(1, "tools/call", params, tasks), standard("tools/call", params));
        String id = created.json().path("result").path("taskId").asString();
        String filter = "{'notifications':{'taskIds':['" + id + "','unknown']}}";
        try (var listener = new RawClient(server)) {
            listener.post(
                    envelope("'t'", "subscriptions/listen", filter, tasks),
                    standard("subscriptions/listen", filter));
            assertThat(listener.readUntil("acknowledged")).isNotEmpty();
            listener.readUntil("\"taskIds\":[\"" + id + "\"]");
            String update =
                    "{'taskId':'" + id + "','inputResponses':{'confirm':{'action':'accept'}}}";
            client.post(
                    envelope(3, "tasks/update", update, tasks), standard("tasks/update", update));
            assertThat(listener.readUntil("\"status\":\"completed\""))
                    .contains("notifications/tasks");
        }
    }

    private JsonNode ask(String caller, String arguments, String state)
            throws IOException, InterruptedException {
        String params =
                "{'name':'"
                        + ASK
                        + "','arguments':"
                        + arguments
                        + (state.isEmpty()
                                ? "}"
                                : ",'requestState':'"
                                        + state
                                        + "','inputResponses':{'confirm':{'action':'accept',"
                                        + "'content':{'ok':true}}}}");
        JsonNode reply =
                client.post(
                                envelope(1, "tools/call", params, "{'elicitation':{}}"),
                                as(caller, "tools/call", params))
                        .json();
        return reply.has("result") ? reply.path("result") : reply.path("error");
    }

    private static String[] as(String caller, String method, String params) {
        var headers = new ArrayList<>(List.of(standard(method, params)));
        headers.addAll(List.of("X-Test-Caller", caller));
        return headers.toArray(String[]::new);
    }

    private static void assertNoNulls(JsonNode node) {
        assertThat(node.isMissingNode()).isFalse();
        for (var member : node.properties()) {
            JsonNode value = member.getValue();
            assertThat(value.isNull()).as(member.getKey()).isFalse();
            if (List.of("annotations", "icons", "_meta", "arguments").contains(member.getKey())) {
                assertThat(value.isEmpty()).as(member.getKey()).isFalse();
            }
            assertNoNulls(value);
        }
        for (JsonNode element : node) {
            assertThat(element.isNull()).isFalse();
            if (node.isArray()) {
                assertNoNulls(element);
            }
        }
    }
}
