package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import io.ultimatemcp.acceptance.machine.Wire;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams over HTTP begin with a whole head: a client that misses its type waits for ever. */
@ExtendWith(Shared.class)
final class ListenTest {
    @RepeatedTest(20)
    void aStreamOfChangesIsAnEventStreamThatBeginsWithItsAcknowledgement(Server server) {
        var params = Json.object();
        params.putObject("notifications").put("toolsListChanged", true);
        String body = Modern.request(1, "subscriptions/listen", params).toString();
        String answer =
                Wire.until(
                        server.url(),
                        """
                        POST /mcp HTTP/1.1
                        Host: localhost
                        Authorization: Bearer %s
                        Content-Type: application/json
                        Accept: application/json, text/event-stream
                        MCP-Protocol-Version: %s
                        Mcp-Method: subscriptions/listen
                        Content-Length: %d

                        %s\
                        """
                                .formatted(server.token(), Modern.REVISION, body.length(), body),
                        "subscriptions/acknowledged");
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n")))
                .containsIgnoringCase("content-type: text/event-stream")
                .containsIgnoringCase("x-content-type-options: nosniff");
    }
}
