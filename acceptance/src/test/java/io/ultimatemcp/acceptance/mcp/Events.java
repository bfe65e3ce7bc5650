package io.ultimatemcp.acceptance.mcp;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import tools.jackson.databind.JsonNode;

/** Reads an answer that is either one JSON message or an event stream that ends with it. */
final class Events {
    private static final String DATA = "data:";

    private Events() {}

    static JsonNode last(Reply reply) {
        if (!reply.header("Content-Type").startsWith("text/event-stream")) {
            return reply.json();
        }
        return reply.text()
                .lines()
                .filter(line -> line.startsWith(DATA) && line.length() > DATA.length() + 1)
                .map(line -> Json.read(line.substring(DATA.length())))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no message in " + reply));
    }
}
