package io.ultimatemcp.protocol.gate;

import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolFeature;
import io.ultimatemcp.protocol.wire.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stateless request on the ladder.
 *
 * @param headers null on a wire without headers
 * @param tasks whether the server offers the tasks extension
 */
public record Attempt(
        Message.Request request,
        @Nullable Headers headers,
        Caller caller,
        Catalog catalog,
        boolean tasks) {

    JsonNode meta() {
        return request.params().path("_meta");
    }

    Optional<Method> method() {
        return Method.stateless(request.method(), catalog.offers(), tasks);
    }

    /** The called tool; empty for other methods and unknown tools. */
    Optional<ToolDefinition> tool() {
        if (!request.method().equals(Method.TOOLS_CALL.text())) {
            return Optional.empty();
        }
        String name = request.params().path("name").stringValue("");
        return catalog.tool(name, caller).map(ToolFeature::definition);
    }
}
