package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.Dialect;
import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.gate.Envelope;
import io.ultimatemcp.protocol.interact.Driver;
import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.wire.FaultException;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that may be served.
 *
 * @param emitter takes what is said before the result
 * @param driver runs the rounds of a handler that asks its client
 * @param letGo lets the client's connection go for a while; without effect on most wires
 */
public record Call(
        Method method,
        ObjectNode params,
        Caller caller,
        Envelope envelope,
        Dialect dialect,
        Emitter emitter,
        Cancel cancel,
        Driver driver,
        Consumer<Duration> letGo) {

    /** A parameter that must be a string; {@code FaultException} otherwise. */
    String text(String name) {
        JsonNode value = params.path(name);
        if (!value.isString()) {
            throw FaultException.invalidParams("params." + name + " must be a string");
        }
        return value.stringValue();
    }
}
