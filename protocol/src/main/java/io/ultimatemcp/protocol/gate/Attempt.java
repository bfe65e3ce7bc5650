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
 * A stateless request on the ladder, with what the rungs look up more than once.
 *
 * @param headers null on a wire without headers
 * @param method empty when there is no such method here
 * @param tool the called tool; empty for other methods and unknown tools
 */
public record Attempt(
        Message.Request request,
        @Nullable Headers headers,
        Caller caller,
        Optional<Method> method,
        Optional<ToolDefinition> tool) {

    /**
     * Looks up what is called.
     *
     * @param tasks whether the server offers the tasks extension
     */
    public static Attempt of(
            Message.Request request,
            @Nullable Headers headers,
            Caller caller,
            Catalog catalog,
            boolean tasks) {
        Optional<Method> method = Method.stateless(request.method(), catalog.offers(), tasks);
        Optional<ToolDefinition> tool =
                method.filter(known -> known == Method.TOOLS_CALL)
                        .flatMap(call ->
                                catalog.tool(request.params().path("name").stringValue(""), caller))
                        .map(ToolFeature::definition);
        return new Attempt(request, headers, caller, method, tool);
    }

    JsonNode meta() {
        return request.params().path("_meta");
    }
}
