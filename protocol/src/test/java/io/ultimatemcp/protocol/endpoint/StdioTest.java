package io.ultimatemcp.protocol.endpoint;

import static io.ultimatemcp.protocol.fixture.FixtureClient.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.fixture.FixtureServer;
import io.ultimatemcp.protocol.fixture.Pipe;
import io.ultimatemcp.protocol.fixture.Watch;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One pipe, both eras. */
final class StdioTest {
    private static final String INITIALIZE =
            "{'jsonrpc':'2.0','id':'i','method':'initialize','params':{'protocolVersion':"
                    + "'2025-06-18','capabilities':{'elicitation':{}},"
                    + "'clientInfo':{'name':'t','version':'1'}}}";

    private FixtureServer server;
    private Pipe pipe;

    @BeforeEach
    void start() throws IOException {
        server = FixtureServer.start();
        pipe = new Pipe(server.endpoint());
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        pipe.close();
        server.close();
    }

    @Test
    void discoverAndInitializeComeInAnyOrderAndBothGoOnWorking()
            throws IOException, InterruptedException {
        pipe.send(INITIALIZE);
        pipe.send(envelope("'d'", "server/discover", "{}", "{}"));
        assertThat(pipe.answer("i").path("protocolVersion").asString()).isEqualTo("2025-06-18");
        assertThat(pipe.answer("d").path("resultType").asString()).isEqualTo("complete");
        pipe.send(INITIALIZE.replace("'i'", "'j'"));
        pipe.send("{'jsonrpc':'2.0','method':'notifications/initialized'}");
        pipe.send(call("'l'", "echo", "{'text':'old'}"));
        pipe.send(
                envelope("'m'", "tools/call", "{'name':'echo','arguments':{'text':'new'}}", "{}"));
        assertThat(pipe.answer("l").toString()).contains("old").doesNotContain("resultType");
        assertThat(pipe.answer("m").toString()).contains("new").contains("resultType");
    }

    @Test
    void aLineThatIsNoMessageIsAnsweredAndTheNextOneServed()
            throws IOException, InterruptedException {
        pipe.send("{broken");
        assertThat(pipe.next().path("error").path("code").asInt()).isEqualTo(-32700);
        pipe.send("[]");
        assertThat(pipe.next().path("error").path("code").asInt()).isEqualTo(-32600);
        pipe.send("");
        pipe.send("{'jsonrpc':'2.0','id':1,'method':'ping'}");
        assertThat(pipe.next().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void aSlowCallDoesNotHoldUpAQuickOne() throws IOException, InterruptedException {
        pipe.send(call("1", "wait_for_cancel", "{}"));
        Watch.Run run = server.fixtures().watch().next();
        pipe.send(call("2", "echo", "{'text':'quick'}"));
        assertThat(pipe.next().path("id").asInt()).isEqualTo(2);
        run.release();
        assertThat(pipe.next().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void aCancelledCallIsStoppedAndNotAnswered() throws IOException, InterruptedException {
        pipe.send(envelope("'c'", "tools/call", "{'name':'wait_for_cancel'}", "{}"));
        Watch.Run run = server.fixtures().watch().next();
        pipe.send(
                "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':'c'}}");
        assertThat(run.awaitCancel(20_000)).isTrue();
        pipe.send("{'jsonrpc':'2.0','id':'after','method':'ping'}");
        assertThat(pipe.next().path("id").asString()).isEqualTo("after");
    }

    @Test
    void aSubscriptionTagsWhatItSaysAndEndsWithThePipe() throws IOException, InterruptedException {
        pipe.send(
                envelope(
                        "'s'",
                        "subscriptions/listen",
                        "{'notifications':{'toolsListChanged':true}}",
                        "{}"));
        assertThat(pipe.next().path("method").asString())
                .isEqualTo("notifications/subscriptions/acknowledged");
        server.fixtures().announce(new Change.Tools());
        assertThat(pipe.next().toString())
                .contains("list_changed")
                .contains("subscriptionId\":\"s\"");
        pipe.end();
        assertThat(pipe.next().path("id").asString()).isEqualTo("s");
        assertThat(pipe.next().path("method").asString()).isEqualTo("notifications/cancelled");
        assertThat(pipe.awaitReturn()).isTrue();
    }

    @Test
    void theClientIsAskedOverThePipe() throws IOException, InterruptedException {
        pipe.send(INITIALIZE);
        pipe.answer("i");
        pipe.send(call("'e'", "test_elicitation", "{'message':'Who?'}"));
        var question = pipe.next();
        assertThat(question.path("method").asString()).isEqualTo("elicitation/create");
        assertThat(question.path("params").has("mode")).isFalse();
        pipe.send(
                "{'jsonrpc':'2.0','id':'"
                        + question.path("id").asString()
                        + "','result':{'action':'decline'}}");
        assertThat(pipe.answer("e").toString()).contains("decline");
    }

    @Test
    void theEndOfTheInputEndsTheLoopAndWhatStillRuns() throws IOException, InterruptedException {
        pipe.send("{'jsonrpc':'2.0','id':1,'method':'ping'}");
        pipe.send(call("2", "wait_for_cancel", "{}"));
        Watch.Run run = server.fixtures().watch().next();
        pipe.end();
        assertThat(pipe.next().path("id").asInt()).isEqualTo(1);
        assertThat(run.awaitCancel(20_000)).isTrue();
        assertThat(pipe.awaitReturn()).isTrue();
    }

    private static String call(String id, String name, String arguments) {
        return "{'jsonrpc':'2.0','id':"
                + id
                + ",'method':'tools/call','params':{'name':'"
                + name
                + "','arguments':"
                + arguments
                + "}}";
    }
}
