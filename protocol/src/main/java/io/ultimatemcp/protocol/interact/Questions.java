package io.ultimatemcp.protocol.interact;

import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Revision;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a client is asked, and tells whether an answer has the right shape. */
public final class Questions {
    private Questions() {}

    /** The {@code ClientCapabilities} that can answer all of {@code asked}. */
    static ObjectNode capabilities(Collection<InputRequest> asked) {
        ObjectNode needed = Json.object();
        for (InputRequest request : asked) {
            switch (request) {
                case InputRequest.Form form -> needed.withObject("elicitation");
                case InputRequest.Url url -> needed.withObject("elicitation").putObject("url");
                case InputRequest.Sampling sampling -> needed.withObject("sampling");
                case InputRequest.Roots roots -> needed.withObject("roots");
            }
        }
        return needed;
    }

    /** The JSON-RPC method that asks it. */
    public static String method(InputRequest request) {
        return switch (request) {
            case InputRequest.Form form -> "elicitation/create";
            case InputRequest.Url url -> "elicitation/create";
            case InputRequest.Sampling sampling -> "sampling/createMessage";
            case InputRequest.Roots roots -> "roots/list";
        };
    }

    /** The parameters of that method. */
    public static ObjectNode params(InputRequest request, Revision revision) {
        return switch (request) {
            case InputRequest.Form form -> {
                ObjectNode params = Json.object();
                if (revision.atLeast(Revision.V2025_11_25)) {
                    params.put("mode", "form");
                }
                yield params.put("message", form.message())
                        .set("requestedSchema", form.requestedSchema());
            }
            case InputRequest.Url url -> {
                ObjectNode params =
                        Json.object()
                                .put("mode", "url")
                                .put("message", url.message())
                                .put("url", url.url());
                yield revision.stateless()
                        ? params
                        : params.put("elicitationId", url.elicitationId());
            }
            case InputRequest.Sampling sampling -> sampling.params();
            case InputRequest.Roots roots -> Json.object();
        };
    }

    /** The {@code inputRequests} member of a stateless result or task. */
    public static ObjectNode inputRequests(Map<String, InputRequest> asked) {
        ObjectNode requests = Json.object();
        asked.forEach((key, request) -> {
            ObjectNode one = Json.object().put("method", method(request));
            ObjectNode params = params(request, Revision.V2026_07_28);
            requests.set(key, params.isEmpty() ? one : one.set("params", params));
        });
        return requests;
    }

    /** Whether {@code answer} could be the result of {@code method}. */
    public static boolean fits(String method, JsonNode answer) {
        return switch (method) {
            case "elicitation/create" ->
                    switch (answer.path("action").stringValue("")) {
                        case "accept" ->
                                !answer.has("content") || answer.path("content").isObject();
                        case "decline", "cancel" -> true;
                        default -> false;
                    };
            case "sampling/createMessage" ->
                    answer.path("role").isString() && answer.path("content").isContainer();
            case "roots/list" -> answer.path("roots").isArray();
            default -> false;
        };
    }
}
