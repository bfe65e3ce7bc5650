package io.ultimatemcp.protocol.gate;

import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.feature.LogLevel;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Meta;
import io.ultimatemcp.protocol.wire.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request says about itself in {@code _meta}.
 *
 * @param client the client for this request
 * @param logLevel from which level on it wants log messages, or null for none
 * @param progressToken what its progress is reported under, a string or integer, or null for none
 * @param meta all of {@code _meta}
 */
public record Envelope(
        ClientView client,
        @Nullable LogLevel logLevel,
        @Nullable JsonNode progressToken,
        JsonNode meta) {

    /**
     * The envelope of a stateless request that passed the ladder.
     *
     * @throws FaultException when the log level or the progress token is none
     */
    public static Envelope stateless(ObjectNode params) {
        JsonNode meta = params.path("_meta");
        var capabilities = (ObjectNode) meta.path(Meta.CLIENT_CAPABILITIES);
        return new Envelope(
                new ClientView(Revision.V2026_07_28, capabilities),
                logLevel(meta.get(Meta.LOG_LEVEL)),
                progressToken(meta),
                meta);
    }

    /** The envelope of a stateful request, with what its session knows. */
    public static Envelope stateful(ObjectNode params, ClientView client, LogLevel sessionLevel) {
        JsonNode meta = params.path("_meta");
        return new Envelope(client, sessionLevel, progressToken(meta), meta);
    }

    private static @Nullable LogLevel logLevel(@Nullable JsonNode level) {
        return level == null
                ? null
                : LogLevel.of(level.stringValue(""))
                        .orElseThrow(() ->
                                FaultException.invalidParams(
                                        Meta.LOG_LEVEL + " is not a log level"));
    }

    private static @Nullable JsonNode progressToken(JsonNode meta) {
        JsonNode token = meta.get(Meta.PROGRESS_TOKEN);
        if (token == null || token.isString() || token.isIntegralNumber()) {
            return token;
        }
        throw FaultException.invalidParams("progressToken must be a string or an integer");
    }
}
