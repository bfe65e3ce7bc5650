package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.feature.Annotations;
import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Content;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.FixedCatalog;
import io.ultimatemcp.protocol.feature.Icon;
import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.PromptFeature;
import io.ultimatemcp.protocol.feature.ResourceContents;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import io.ultimatemcp.protocol.feature.ResourceTemplateFeature;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolFeature;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A few features that use every part the revisions differ in. */
final class TranscriptCatalog {
    private static final Icon ICON =
            new Icon("data:image/png;base64,AA==", "image/png", List.of("48x48"), "light");
    private static final ResourceFeature.Definition NOTE =
            new ResourceFeature.Definition(
                    "note://1",
                    "note",
                    "A note",
                    "What was noted",
                    "text/plain",
                    5L,
                    new Annotations(List.of("user"), 0.5, Instant.parse("2026-01-02T03:04:05Z")),
                    List.of(ICON),
                    null);

    private TranscriptCatalog() {}

    static Catalog catalog() {
        return new FixedCatalog(
                Set.of(Catalog.Kind.values()),
                List.of(new Count(), new Ask()),
                List.of(new Greet()),
                List.of(new Note()),
                List.of(new Notes()),
                new CacheHint(Duration.ofMinutes(5), CacheHint.Scope.PRIVATE));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode)
                new Json(Limits.defaults().requests())
                        .read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Structured content that is no object, and every kind of block. */
    private record Count(ToolDefinition definition) implements ToolFeature {
        Count() {
            this(
                    ToolDefinition.named(
                                    "count",
                                    "Counts",
                                    json("{'type':'object','properties':{},'x-kept':[1,2.5]}"))
                            .title("Counter")
                            .outputSchema(json("{'type':'array','items':{'type':'integer'}}"))
                            .hints(new ToolDefinition.Hints(true, false, true, false))
                            .icon(ICON)
                            .build());
        }

        @Override
        public Outcome<ToolResult> call(ObjectNode arguments, Exchange exchange) {
            exchange.progress(0.5, OptionalDouble.of(1), "half");
            return Outcome.done(
                    new ToolResult(
                            List.of(
                                    new Content.Text("[1]"),
                                    new Content.Audio("AA==", "audio/wav"),
                                    new Content.Link(NOTE)),
                            Json.array().add(1),
                            false,
                            null));
        }
    }

    /** Asks before it answers. */
    private record Ask(ToolDefinition definition) implements ToolFeature {
        Ask() {
            this(
                    ToolDefinition.named("ask", "Asks", json("{'type':'object','properties':{}}"))
                            .build());
        }

        @Override
        public Outcome<ToolResult> call(ObjectNode arguments, Exchange exchange) {
            var answer = exchange.answers().get("name");
            return answer == null
                    ? Outcome.ask(
                            "name",
                            new InputRequest.Form(
                                    "Your name?",
                                    json("{'type':'object','properties':{'n':{'type':'string'}}}")))
                    : Outcome.done(ToolResult.text("Hello " + answer.path("content").path("n")));
        }
    }

    private record Greet() implements PromptFeature {
        @Override
        public PromptFeature.Definition definition() {
            return new PromptFeature.Definition(
                    "greet",
                    "Greeting",
                    "Greets",
                    List.of(new Argument("who", "Whom", "Who is greeted", true)),
                    List.of(ICON));
        }

        @Override
        public Outcome<PromptFeature.Result> get(Map<String, String> arguments, Exchange exchange) {
            return Outcome.done(
                    new PromptFeature.Result(
                            "A greeting",
                            List.of(Message.user(new Content.Text("Hi " + arguments.get("who"))))));
        }
    }

    private record Note() implements ResourceFeature {
        @Override
        public ResourceFeature.Definition definition() {
            return NOTE;
        }

        @Override
        public Outcome<ResourceFeature.Result> read(Exchange exchange) {
            return Outcome.done(
                    new ResourceFeature.Result(
                            List.of(new ResourceContents.Text("note://1", "text/plain", "noted")),
                            new CacheHint(Duration.ofSeconds(1), CacheHint.Scope.PRIVATE)));
        }
    }

    private record Notes() implements ResourceTemplateFeature {
        @Override
        public ResourceTemplateFeature.Definition definition() {
            return ResourceTemplateFeature.Definition.of(
                    "note://all/{day}", "notes", "Notes of a day", "text/plain");
        }

        @Override
        public Outcome<ResourceFeature.Result> read(
                String uri, Map<String, String> variables, Exchange exchange) {
            return Outcome.done(
                    ResourceFeature.Result.live(
                            new ResourceContents.Text(uri, "text/plain", variables.toString())));
        }
    }
}
