package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.ResultWriter;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Completion;
import io.ultimatemcp.protocol.wire.FaultException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code completion/complete}. */
final class Completions {
    private final Catalog catalog;

    Completions(Catalog catalog) {
        this.catalog = catalog;
    }

    Answer complete(Call call) {
        JsonNode argument = call.params().path("argument");
        if (!argument.path("name").isString() || !argument.path("value").isString()) {
            throw FaultException.invalidParams("params.argument must have a name and a value");
        }
        Completion completion =
                complete(
                        call,
                        argument.path("name").stringValue(),
                        argument.path("value").stringValue(),
                        chosen(call.params().path("context").path("arguments")));
        return Answer.Result.ok(
                call.dialect()
                        .result(
                                new ResultWriter(call.dialect().revision())
                                        .completion(completion)));
    }

    private Completion complete(
            Call call, String argument, String typed, Map<String, String> chosen) {
        JsonNode ref = call.params().path("ref");
        return switch (ref.path("type").stringValue("")) {
            case "ref/prompt" -> {
                String name = ref.path("name").stringValue("");
                yield catalog.prompts(call.caller()).stream()
                        .filter(each -> each.definition().name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> FaultException.invalidParams("Unknown prompt"))
                        .complete(argument, typed, chosen, call.caller());
            }
            case "ref/resource" -> {
                String uri = ref.path("uri").stringValue("");
                yield catalog.resourceTemplates(call.caller()).stream()
                        .filter(each -> each.definition().uriTemplate().toString().equals(uri))
                        .findFirst()
                        .orElseThrow(() -> FaultException.resourceNotFound(uri))
                        .complete(argument, typed, chosen, call.caller());
            }
            default ->
                    throw FaultException.invalidParams(
                            "params.ref.type must be ref/prompt or ref/resource");
        };
    }

    private static Map<String, String> chosen(JsonNode arguments) {
        var chosen = new LinkedHashMap<String, String>();
        arguments
                .properties()
                .forEach(each -> chosen.put(each.getKey(), each.getValue().asString("")));
        return chosen;
    }
}
