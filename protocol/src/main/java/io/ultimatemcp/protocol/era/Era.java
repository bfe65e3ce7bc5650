package io.ultimatemcp.protocol.era;

import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Meta;
import io.ultimatemcp.protocol.wire.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which wire a message speaks. Decided for each message alone, from its body, with the headers as a
 * cross-check only: clients of both eras share one endpoint and even one pipe.
 *
 * <p>Source: 2026-07-28, versioning, "Serving both".
 */
public sealed interface Era {

    /** Stands alone; 2026-07-28 and newer. */
    record Stateless() implements Era {}

    /** Belongs to a session, or begins one. */
    record Stateful() implements Era {}

    /** Contradicts itself. */
    record Refused(Fault fault) implements Era {}

    /**
     * Decides.
     *
     * @param version the header {@code MCP-Protocol-Version}, null when absent or on stdio
     * @param session whether the header {@code Mcp-Session-Id} is there
     */
    static Era of(Message message, @Nullable String version, boolean session) {
        return switch (message) {
            case Message.Request request -> ofRequest(request, version, session);
            case Message.Notification notification ->
                    claims(notification.params().path("_meta"))
                                    || (!session && namesStateless(version))
                            ? new Stateless()
                            : new Stateful();
            case Message.Response response ->
                    !session && namesStateless(version)
                            ? refuse("A stateless client sends no responses")
                            : new Stateful();
            case Message.Batch batch ->
                    batch.elements().stream().anyMatch(Era::claims)
                            ? refuse("A batch holds no stateless messages")
                            : new Stateful();
            case Message.Malformed malformed -> new Refused(malformed.fault());
        };
    }

    private static Era ofRequest(
            Message.Request request, @Nullable String version, boolean session) {
        if (claims(request.params().path("_meta"))) {
            return new Stateless();
        }
        if (session || !namesStateless(version)) {
            return new Stateful();
        }
        return request.method().equals(Method.INITIALIZE.text())
                ? new Refused(
                        new Fault.HeaderMismatch(
                                "initialize does not exist in revision " + version))
                : new Stateless(); // its envelope rung names what is missing
    }

    private static boolean claims(Message message) {
        return switch (message) {
            case Message.Request request -> claims(request.params().path("_meta"));
            case Message.Notification notification -> claims(notification.params().path("_meta"));
            case Message.Response response -> false;
            case Message.Batch batch -> false;
            case Message.Malformed malformed -> false;
        };
    }

    private static boolean claims(JsonNode meta) {
        return meta.has(Meta.PROTOCOL_VERSION);
    }

    private static boolean namesStateless(@Nullable String version) {
        return version != null && Revision.of(version).filter(Revision::stateless).isPresent();
    }

    private static Era refuse(String why) {
        return new Refused(new Fault.InvalidRequest(why));
    }
}
