package io.ultimatemcp.protocol.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a message is not answered with a result. What number and HTTP status each has depends on the
 * era and is decided in one place, {@code era.Dialect}.
 */
public sealed interface Fault {

    /** A sentence for the developer of the client; never a secret. */
    String message();

    /** The bytes are not one JSON document within the limits. */
    record NotJson(String message) implements Fault {}

    /** JSON, but not a JSON-RPC message this endpoint takes. */
    record InvalidRequest(String message) implements Fault {}

    /** The message is larger than {@code limit} bytes. */
    record TooLarge(String message) implements Fault {}

    /** The body is not declared as JSON. */
    record NotJsonMediaType(String message) implements Fault {}

    /** The client accepts no event stream where only a stream can answer. */
    record NotAcceptable(String message) implements Fault {}

    /** No such HTTP method here. */
    record HttpMethodNotAllowed(String message) implements Fault {}

    /** No such JSON-RPC method in this era, or not a capability of this server. */
    record UnknownMethod(String message) implements Fault {}

    /** The {@code _meta} envelope of a stateless request is incomplete. */
    record EnvelopeInvalid(String message, List<String> missing) implements Fault {
        public EnvelopeInvalid {
            missing = List.copyOf(missing);
        }
    }

    /** The parameters cannot be served; {@code data} says more. */
    record InvalidParams(String message, @Nullable JsonNode data) implements Fault {}

    /** A header is missing, malformed or differs from the body. */
    record HeaderMismatch(String message) implements Fault {}

    /** A stateless request names a revision this endpoint does not speak statelessly. */
    record UnsupportedVersion(String message, List<String> supported, String requested)
            implements Fault {
        public UnsupportedVersion {
            supported = List.copyOf(supported);
        }
    }

    /** The client did not declare a capability the call needs. */
    record MissingCapability(String message, ObjectNode required) implements Fault {}

    /** No resource has this URI. */
    record ResourceNotFound(String message, String uri) implements Fault {}

    /** The caller lacks a permission. */
    record PermissionMissing(String message, String permission) implements Fault {}

    /** A stateful request without, or with an unusable, session header. */
    record SessionMissing(String message) implements Fault {}

    /** The session does not exist, has ended, or belongs to another caller. */
    record SessionUnknown(String message) implements Fault {}

    /** A limit on calls, streams or sessions is reached; try later. */
    record Busy(String message) implements Fault {}

    /** A bug or a broken dependency; {@code reference} is in the log. */
    record Internal(String message, String reference) implements Fault {}
}
