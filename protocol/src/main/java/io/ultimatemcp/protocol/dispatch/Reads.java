package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.ResultWriter;
import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.PromptFeature;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import io.ultimatemcp.protocol.feature.ResourceTemplateFeature;
import io.ultimatemcp.protocol.interact.Ending;
import io.ultimatemcp.protocol.interact.Step;
import io.ultimatemcp.protocol.wire.FaultException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code resources/read} and {@code prompts/get}. */
final class Reads {
    private final Catalog catalog;

    Reads(Catalog catalog) {
        this.catalog = catalog;
    }

    Answer resource(Call call) throws Exception {
        String uri = call.text("uri");
        Step<ResourceFeature.Result> step =
                reader(call, uri).orElseThrow(() -> FaultException.resourceNotFound(uri));
        return switch (call.driver().run(step)) {
            case Ending.Value<ResourceFeature.Result> value -> read(call, value.value());
            case Ending.Asks<ResourceFeature.Result> asks -> Rounds.asks(call, asks.result());
            case Ending.Task<ResourceFeature.Result> task ->
                    throw new IllegalStateException("only tools make tasks");
            case Ending.Unanswered<ResourceFeature.Result> unanswered ->
                    throw unanswered(unanswered.reason());
        };
    }

    Answer prompt(Call call) throws Exception {
        String name = call.text("name");
        PromptFeature prompt =
                catalog.prompts(call.caller()).stream()
                        .filter(each -> each.definition().name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> FaultException.invalidParams("Unknown prompt"));
        Map<String, String> arguments = arguments(call, prompt.definition());
        Step<PromptFeature.Result> step =
                (answers, carry) -> prompt.get(arguments, new CallExchange(call, answers, carry));
        return switch (call.driver().run(step)) {
            case Ending.Value<PromptFeature.Result> value ->
                    Answer.Result.ok(
                            call.dialect()
                                    .result(
                                            new ResultWriter(call.dialect().revision())
                                                    .prompt(value.value())));
            case Ending.Asks<PromptFeature.Result> asks -> Rounds.asks(call, asks.result());
            case Ending.Task<PromptFeature.Result> task ->
                    throw new IllegalStateException("only tools make tasks");
            case Ending.Unanswered<PromptFeature.Result> unanswered ->
                    throw unanswered(unanswered.reason());
        };
    }

    private Optional<Step<ResourceFeature.Result>> reader(Call call, String uri) {
        for (ResourceFeature resource : catalog.resources(call.caller())) {
            if (resource.definition().uri().equals(uri)) {
                return Optional.of(
                        (answers, carry) -> resource.read(new CallExchange(call, answers, carry)));
            }
        }
        for (ResourceTemplateFeature template : catalog.resourceTemplates(call.caller())) {
            var variables = template.definition().uriTemplate().match(uri);
            if (variables.isPresent()) {
                return Optional.of((answers, carry) ->
                        template.read(
                                uri, variables.get(), new CallExchange(call, answers, carry)));
            }
        }
        return Optional.empty();
    }

    /** What was asked of the client is nobody's to keep. */
    private static Answer read(Call call, ResourceFeature.Result result) {
        CacheHint hint = call.params().has("inputResponses") ? CacheHint.NONE : result.cache();
        var body = new ResultWriter(call.dialect().revision()).resource(result);
        return Answer.Result.ok(call.dialect().cacheable(body, hint));
    }

    private static Map<String, String> arguments(Call call, PromptFeature.Definition prompt) {
        JsonNode given = call.params().path("arguments");
        var arguments = new LinkedHashMap<String, String>();
        for (var argument : given.properties()) {
            if (!argument.getValue().isString()) {
                throw FaultException.invalidParams(
                        "params.arguments." + argument.getKey() + " must be a string");
            }
            arguments.put(argument.getKey(), argument.getValue().stringValue());
        }
        for (PromptFeature.Argument argument : prompt.arguments()) {
            if (argument.required() && !arguments.containsKey(argument.name())) {
                throw FaultException.invalidParams(
                        "params.arguments." + argument.name() + " is required");
            }
        }
        return arguments;
    }

    private static FaultException unanswered(String reason) {
        return FaultException.invalidParams("The request needs input: " + reason);
    }
}
