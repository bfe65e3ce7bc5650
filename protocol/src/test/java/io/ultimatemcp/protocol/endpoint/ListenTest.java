package io.ultimatemcp.protocol.endpoint;

import static io.ultimatemcp.protocol.fixture.FixtureClient.envelope;
import static io.ultimatemcp.protocol.fixture.FixtureClient.standard;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.fixture.FixtureClient;
import io.ultimatemcp.protocol.fixture.FixtureServer;
import io.ultimatemcp.protocol.wire.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListenTest {
    private static final String METHOD = "subscriptions/listen";

    @Test
    void aThousandListenersHearOfEachChange() throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.start()) {
            String params =
                    "{'notifications':{'toolsListChanged':true,"
                            + "'resourceSubscriptions':['test://watched-resource','test://nowhere']}}";
            List<RawClient> clients = new ArrayList<>();
            try {
                for (int i = 0; i < 1000; i++) {
                    var client = new RawClient(server);
                    clients.add(client);
                    client.post(envelope(i, METHOD, params, "{}"), standard(METHOD, params));
                }
                for (RawClient client : clients) {
                    client.readUntil("\"resourceSubscriptions\":[\"test://watched-resource\"]");
                }
                assertThat(server.endpoint().subscribers()).isEqualTo(1000);
                server.fixtures().announce(new Change.Prompts());
                server.fixtures().announce(new Change.Tools());
                server.fixtures().announce(new Change.ResourceUpdated("test://watched-resource"));
                for (int i = 0; i < 1000; i++) {
                    String heard = clients.get(i).readUntil("resources/updated\"");
                    assertThat(heard)
                            .contains("notifications/tools/list_changed")
                            .contains("subscriptionId\":" + i + "}")
                            .doesNotContain("prompts/list_changed");
                }
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    void aReaderThatSleepsCostsItselfAlone() throws IOException, InterruptedException {
        try (FixtureServer server = FixtureServer.start();
                var sleeper = new RawClient(server);
                var awake = new RawClient(server)) {
            String params = "{'notifications':{'toolsListChanged':true}}";
            sleeper.post(envelope(1, METHOD, params, "{}"), standard(METHOD, params));
            sleeper.readUntil("acknowledged");
            awake.post(envelope(2, METHOD, params, "{}"), standard(METHOD, params));
            awake.readUntil("acknowledged");
            for (int i = 0; i < 100_000; i++) {
                server.fixtures().announce(new Change.Tools());
            }
            awake.readUntil("list_changed");
            assertThat(new FixtureClient(server).stateless("tools/list", "{}").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void moreListensThanAllowedAreRefusedWithARetry() throws IOException, InterruptedException {
        Limits limits = Limits.defaults();
        try (FixtureServer server = FixtureServer.start(limits)) {
            String params = "{'notifications':{}}";
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < limits.streams().listensPerCaller(); i++) {
                var client = new RawClient(server);
                clients.add(client);
                client.post(envelope(i, METHOD, params, "{}"), standard(METHOD, params));
                client.readUntil("acknowledged");
            }
            var refused = new FixtureClient(server).stateless(METHOD, params);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(
                            new FixtureClient(server)
                                    .open(
                                            "POST",
                                            envelope(1, METHOD, params, "{}"),
                                            with(standard(METHOD, params), "X-Test-Caller", "b"))
                                    .statusCode())
                    .isEqualTo(200);
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static String[] with(String[] headers, String... more) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
