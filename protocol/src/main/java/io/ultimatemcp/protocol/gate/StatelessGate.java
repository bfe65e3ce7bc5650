package io.ultimatemcp.protocol.gate;

import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Meta;
import io.ultimatemcp.protocol.wire.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rungs, in the order the specification and its conformance suite fix. The first that objects
 * decides, and every rung that can set an HTTP status is here, before a stream could have begun.
 */
public final class StatelessGate {
    private static final ObjectNode TASKS =
            Json.object().set("extensions", Json.object().set(Meta.TASKS, Json.object()));

    private static final List<Rung> LADDER =
            List.of(
                    StatelessGate::envelope,
                    StatelessGate::versionHeader,
                    StatelessGate::versionSupported,
                    HeaderRungs::method,
                    HeaderRungs::name,
                    StatelessGate::methodKnown,
                    StatelessGate::capabilities,
                    HeaderRungs::params,
                    StatelessGate::permission);

    private StatelessGate() {}

    /** One check; empty when it has nothing to object to. */
    @FunctionalInterface
    interface Rung {
        Optional<Fault> objection(Attempt attempt);
    }

    /** The first objection; empty when the request may be served. */
    public static Optional<Fault> objection(Attempt attempt) {
        for (Rung rung : LADDER) {
            Optional<Fault> objection = rung.objection(attempt);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> envelope(Attempt attempt) {
        var missing = new ArrayList<String>(2);
        if (!attempt.meta().path(Meta.PROTOCOL_VERSION).isString()) {
            missing.add(Meta.PROTOCOL_VERSION);
        }
        if (!attempt.meta().path(Meta.CLIENT_CAPABILITIES).isObject()) {
            missing.add(Meta.CLIENT_CAPABILITIES);
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Fault.EnvelopeInvalid(
                                "params._meta lacks " + String.join(" and ", missing), missing));
    }

    private static Optional<Fault> versionHeader(Attempt attempt) {
        if (attempt.headers() == null) {
            return Optional.empty();
        }
        String header = attempt.headers().get(HeaderRungs.VERSION);
        if (header == null) {
            return HeaderRungs.mismatch(HeaderRungs.VERSION + " is missing");
        }
        return header.equals(version(attempt))
                ? Optional.empty()
                : HeaderRungs.mismatch(
                        HeaderRungs.VERSION + " differs from " + Meta.PROTOCOL_VERSION);
    }

    private static Optional<Fault> versionSupported(Attempt attempt) {
        String version = version(attempt);
        return Revision.statelessNames().contains(version)
                ? Optional.empty()
                : Optional.of(
                        new Fault.UnsupportedVersion(
                                "Unsupported protocol version",
                                Revision.statelessNames(),
                                version));
    }

    private static Optional<Fault> methodKnown(Attempt attempt) {
        return attempt.method().isPresent()
                ? Optional.empty()
                : Optional.of(new Fault.UnknownMethod("Method not found"));
    }

    private static Optional<Fault> capabilities(Attempt attempt) {
        boolean watchesTasks = attempt.request().params().path("notifications").has("taskIds");
        if (watchesTasks || attempt.method().filter(Method::ofTasks).isPresent()) {
            return lacking(attempt, TASKS);
        }
        return attempt.tool().flatMap(tool -> lacking(attempt, tool.requires()));
    }

    private static Optional<Fault> lacking(Attempt attempt, ObjectNode required) {
        var declared = (ObjectNode) attempt.meta().path(Meta.CLIENT_CAPABILITIES);
        return new ClientView(Revision.V2026_07_28, declared).declares(required)
                ? Optional.empty()
                : Optional.of(
                        new Fault.MissingCapability(
                                "The request does not declare a client capability it needs",
                                required));
    }

    private static Optional<Fault> permission(Attempt attempt) {
        return attempt.tool()
                .map(tool -> tool.permission())
                .filter(permission -> !attempt.caller().may(permission))
                .map(permission ->
                        new Fault.PermissionMissing(
                                "The caller lacks the permission " + permission, permission));
    }

    private static String version(Attempt attempt) {
        JsonNode version = attempt.meta().path(Meta.PROTOCOL_VERSION);
        return version.stringValue("");
    }
}
