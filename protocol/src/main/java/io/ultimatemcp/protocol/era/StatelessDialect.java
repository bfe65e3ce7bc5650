package io.ultimatemcp.protocol.era;

import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Meta;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.WireError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** 2026-07-28: every result says its type and who answers; faults of the envelope are HTTP 400. */
public final class StatelessDialect implements Dialect {
    private final ObjectNode meta;

    /**
     * @param serverInfo the short form that every result carries
     */
    public StatelessDialect(ObjectNode serverInfo) {
        this.meta = Json.object();
        meta.set(Meta.SERVER_INFO, serverInfo);
    }

    @Override
    public Revision revision() {
        return Revision.V2026_07_28;
    }

    @Override
    public ObjectNode result(ObjectNode body) {
        return typed(body, "complete");
    }

    /** A result of another type than {@code complete}. */
    public ObjectNode typed(ObjectNode body, String resultType) {
        body.put("resultType", resultType);
        if (body.get("_meta") instanceof ObjectNode own) {
            var merged = own.deepCopy();
            merged.setAll(meta);
            body.set("_meta", merged);
        } else {
            body.set("_meta", meta);
        }
        return body;
    }

    @Override
    public ObjectNode cacheable(ObjectNode body, CacheHint hint) {
        body.put("ttlMs", hint.life().toMillis());
        body.put("cacheScope", hint.scope() == CacheHint.Scope.PUBLIC ? "public" : "private");
        return result(body);
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
            case Fault.UnknownMethod f -> error(404, -32601, f, null);
            case Fault.EnvelopeInvalid f -> error(400, -32602, f, missing(f));
            case Fault.InvalidParams f -> error(200, -32602, f, f.data());
            case Fault.HeaderMismatch f -> error(400, -32020, f, null);
            case Fault.MissingCapability f ->
                    error(400, -32021, f, Json.object().set("requiredCapabilities", f.required()));
            case Fault.UnsupportedVersion f -> error(400, -32022, f, versions(f));
            case Fault.ResourceNotFound f ->
                    error(200, -32602, f, Json.object().put("uri", f.uri()));
            case Fault.PermissionMissing f ->
                    error(403, 403, f, Json.object().put("permission", f.permission()));
            case Fault.SessionMissing f -> error(400, -32600, f, null);
            case Fault.SessionUnknown f -> error(404, -32600, f, null);
            case Fault.Busy f -> error(503, 503, f, null);
            case Fault.Internal f ->
                    error(200, -32603, f, Json.object().put("reference", f.reference()));
        };
    }

    private static WireError error(int status, int code, Fault fault, @Nullable JsonNode data) {
        return new WireError(status, code, fault.message(), data);
    }

    private static @Nullable JsonNode missing(Fault.EnvelopeInvalid fault) {
        if (fault.missing().isEmpty()) {
            return null;
        }
        ArrayNode names = Json.array();
        fault.missing().forEach(names::add);
        return Json.object().set("missing", names);
    }

    private static JsonNode versions(Fault.UnsupportedVersion fault) {
        ArrayNode supported = Json.array();
        fault.supported().forEach(supported::add);
        return Json.object().put("requested", fault.requested()).set("supported", supported);
    }
}
