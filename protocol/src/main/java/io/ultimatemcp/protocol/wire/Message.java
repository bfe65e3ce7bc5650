package io.ultimatemcp.protocol.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON-RPC 2.0 message as read from the wire. Ids stay the parsed JSON scalar, so they echo to
 * the bit.
 */
public sealed interface Message {

    /** Expects an answer with the same {@code id}. {@code params} is empty when absent. */
    record Request(JsonNode id, String method, ObjectNode params) implements Message {}

    /** Expects no answer. {@code params} is empty when absent. */
    record Notification(String method, ObjectNode params) implements Message {}

    /**
     * Answers a request of the server; exactly one of {@code result} and {@code error} is there.
     */
    record Response(JsonNode id, @Nullable JsonNode result, @Nullable ObjectNode error)
            implements Message {}

    /** A JSON array of messages (2025-03-26 only). */
    record Batch(List<Message> elements) implements Message {
        public Batch {
            elements = List.copyOf(elements);
        }
    }

    /** Not a message; {@code id} is what could be read of its id. */
    record Malformed(@Nullable JsonNode id, Fault fault) implements Message {}
}
