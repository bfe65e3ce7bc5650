package io.ultimatemcp.protocol.wire;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns bytes into a {@link Message}; never throws for what a client sent. Thread-safe. */
public final class MessageReader {
    private final Json json;
    private final Limits.Requests limits;

    public MessageReader(Limits.Requests limits) {
        this.json = new Json(limits);
        this.limits = limits;
    }

    /** The message in {@code bytes}, or {@link Message.Malformed}. */
    public Message read(byte[] bytes) {
        try {
            JsonNode document = json.read(bytes);
            return document.isArray() ? batch(document) : single(document);
        } catch (FaultException e) {
            return new Message.Malformed(null, e.fault());
        }
    }

    private Message batch(JsonNode array) {
        if (array.isEmpty() || array.size() > limits.batch()) {
            return invalid(null, "A batch holds 1 to " + limits.batch() + " messages");
        }
        var elements = new ArrayList<Message>(array.size());
        for (JsonNode element : array) {
            elements.add(single(element));
        }
        return new Message.Batch(elements);
    }

    private Message single(JsonNode document) {
        if (!(document instanceof ObjectNode object)) {
            return invalid(null, "A message is a JSON object");
        }
        JsonNode id = object.get("id");
        JsonNode echo = isId(id) ? id : null;
        if (!object.path("jsonrpc").stringValue("").equals("2.0")) {
            return invalid(echo, "The member 'jsonrpc' must be \"2.0\"");
        }
        if (id != null && echo == null) {
            return invalid(
                    null,
                    "An id is an integer or a string of at most "
                            + limits.idChars()
                            + " characters");
        }
        JsonNode method = object.get("method");
        if (method == null) {
            return response(object, echo);
        }
        if (!method.isString()) {
            return invalid(echo, "The member 'method' must be a string");
        }
        JsonNode params = object.get("params");
        if (params != null && !params.isObject()) {
            return invalid(echo, "The member 'params' must be an object");
        }
        ObjectNode given = params == null ? Json.object() : (ObjectNode) params;
        return echo == null
                ? new Message.Notification(method.stringValue(), given)
                : new Message.Request(echo, method.stringValue(), given);
    }

    private static Message response(ObjectNode object, @Nullable JsonNode id) {
        JsonNode result = object.get("result");
        JsonNode error = object.get("error");
        if (id == null || (result == null) == (error == null)) {
            return invalid(id, "Neither a request nor a notification nor a response");
        }
        if (error != null && !error.isObject()) {
            return invalid(id, "The member 'error' must be an object");
        }
        return new Message.Response(id, result, (ObjectNode) error);
    }

    private boolean isId(@Nullable JsonNode id) {
        return id != null
                && (id.isIntegralNumber()
                        || (id.isString() && id.stringValue().length() <= limits.idChars()));
    }

    private static Message invalid(@Nullable JsonNode id, String message) {
        return new Message.Malformed(id, new Fault.InvalidRequest(message));
    }
}
