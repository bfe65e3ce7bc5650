package io.ultimatemcp.protocol.interact;

import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A stateful client that can be sent requests while a call waits. */
@FunctionalInterface
public interface Peer {
    /**
     * Sends a request.
     *
     * @return completes with the result, or fails with a message fit for the model; cancelling it
     *     forgets the request
     */
    CompletableFuture<JsonNode> ask(String method, ObjectNode params);
}
