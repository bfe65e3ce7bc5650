package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.era.Era;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Message;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The first rungs for any HTTP call, and the choice of its era. */
final class HttpDoor {
    private static final String VERSION = "MCP-Protocol-Version";

    private final Engine engine;
    private final StatelessDoor stateless;
    private final StatefulDoor stateful;
    private final Replies replies;

    HttpDoor(Engine engine) {
        this.engine = engine;
        this.stateless = new StatelessDoor(engine);
        this.stateful = new StatefulDoor(engine);
        this.replies = new Replies(engine.stateless());
    }

    void serve(HttpCall http) throws InterruptedException {
        switch (http.method()) {
            case "POST" -> post(http);
            case "GET" -> stateful.get(http);
            case "DELETE" -> stateful.delete(http);
            default ->
                    replies.refuse(
                            http, null, new Fault.HttpMethodNotAllowed("Use POST, GET or DELETE"));
        }
    }

    private void post(HttpCall http) throws InterruptedException {
        if (!isJson(http.header("Content-Type"))) {
            replies.refuse(
                    http,
                    null,
                    new Fault.NotJsonMediaType("Content-Type must be application/json"));
            return;
        }
        if (tooLong(http)) {
            replies.refuse(http, null, new Fault.HeaderMismatch("An Mcp header is too long"));
            return;
        }
        Message message = engine.reader().read(http.body());
        String version = http.header(VERSION);
        boolean session = http.header(StatefulDoor.SESSION) != null;
        switch (Era.of(message, version == null ? null : version.strip(), session)) {
            case Era.Refused refused -> replies.refuse(http, id(message), refused.fault());
            case Era.Stateful era -> stateful.post(http, message);
            case Era.Stateless era -> {
                if (message instanceof Message.Request request) {
                    stateless.serve(http, request);
                } else {
                    // a notification: closing the connection cancels, so there is nothing to do
                    http.respond(202, Map.of(), new byte[0]);
                }
            }
        }
    }

    private boolean tooLong(HttpCall http) {
        for (String name : new String[] {VERSION, "Mcp-Method", "Mcp-Name", StatefulDoor.SESSION}) {
            String value = http.header(name);
            if (value != null && value.length() > engine.limits().requests().headerChars()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static @Nullable JsonNode id(Message message) {
        return switch (message) {
            case Message.Request request -> request.id();
            case Message.Malformed malformed -> malformed.id();
            case Message.Notification notification -> null;
            case Message.Response response -> null;
            case Message.Batch batch -> null;
        };
    }
}
