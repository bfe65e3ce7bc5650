package io.ultimatemcp.protocol.session;

import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.notify.Outgoing;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Rpc;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests a client of one session was sent and has not answered yet. Thread-safe. */
public final class PeerRequests {
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** Sends a request over {@code via}; fails at once when that leads nowhere. */
    public CompletableFuture<JsonNode> ask(Emitter via, String method, ObjectNode params) {
        String id = "server-" + count.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var _ = answer.whenComplete((result, failure) -> waiting.remove(id));
        if (!via.emit(Outgoing.must(Rpc.request(id, method, params)))) {
            answer.completeExceptionally(
                    new IllegalStateException("no stream to the client is open"));
        }
        return answer;
    }

    /** Takes an answer; returns whether anybody waited for it. */
    public boolean answer(Message.Response response) {
        CompletableFuture<JsonNode> answer = waiting.get(response.id().stringValue(""));
        if (answer == null) {
            return false;
        }
        ObjectNode error = response.error();
        if (error != null) {
            String message = error.path("message").stringValue("no reason given");
            return answer.completeExceptionally(new IllegalStateException(message));
        }
        JsonNode result = response.result();
        return answer.complete(result == null ? Json.object() : result);
    }

    /** Nobody will answer any more. */
    void close() {
        waiting.values()
                .forEach(answer ->
                        answer.completeExceptionally(
                                new IllegalStateException("the session has ended")));
    }
}
