package io.ultimatemcp.protocol.era;

import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.WireError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The revisions with a handshake: bare results, and never an error code of the stateless era,
 * because clients that probe for it would take one for a sign of it.
 *
 * @param revision what the session negotiated
 */
public record StatefulDialect(Revision revision) implements Dialect {

    @Override
    public ObjectNode result(ObjectNode body) {
        return body;
    }

    @Override
    public ObjectNode cacheable(ObjectNode body, CacheHint hint) {
        return body;
    }

    @Override
    public WireError error(Fault fault) {
        return switch (fault) {
            case Fault.NotJson f -> error(400, -32700, f, null);
            case Fault.InvalidRequest f -> error(400, -32600, f, null);
            case Fault.TooLarge f -> error(413, -32600, f, null);
            case Fault.NotJsonMediaType f -> error(415, -32600, f, null);
            case Fault.NotAcceptable f -> error(406, -32600, f, null);
            case Fault.HttpMethodNotAllowed f -> error(405, -32600, f, null);
            case Fault.UnknownMethod f -> error(200, -32601, f, null);
            case Fault.EnvelopeInvalid f -> error(400, -32602, f, null);
            case Fault.InvalidParams f -> error(200, -32602, f, f.data());
            case Fault.HeaderMismatch f -> error(400, -32600, f, null);
            case Fault.MissingCapability f -> error(200, -32602, f, null);
            case Fault.UnsupportedVersion f -> error(400, -32600, f, null);
            case Fault.ResourceNotFound f ->
                    error(200, -32002, f, Json.object().put("uri", f.uri()));
            case Fault.PermissionMissing f ->
                    error(403, 403, f, Json.object().put("permission", f.permission()));
            case Fault.SessionMissing f -> error(400, -32000, f, null);
            case Fault.SessionUnknown f -> error(404, -32001, f, null);
            case Fault.Busy f -> error(503, 503, f, null);
            case Fault.Internal f ->
                    error(200, -32603, f, Json.object().put("reference", f.reference()));
        };
    }

    private static WireError error(int status, int code, Fault fault, @Nullable JsonNode data) {
        return new WireError(status, code, fault.message(), data);
    }
}
