package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Completion;
import io.ultimatemcp.protocol.feature.Content;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.PromptFeature;
import io.ultimatemcp.server.prompt.Prompt;
import io.ultimatemcp.server.prompt.PromptArgument;
import io.ultimatemcp.server.prompt.Prompts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One of our prompts as a feature of MCP. */
final class McpPrompt implements PromptFeature {
    private final Prompt prompt;

    McpPrompt(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Definition definition() {
        return new Definition(
                prompt.name(),
                prompt.title(),
                prompt.description(),
                Arrays.stream(PromptArgument.values())
                        .map(argument ->
                                new Argument(argument.text(), null, argument.description(), false))
                        .toList(),
                List.of());
    }

    @Override
    public Outcome<Result> get(Map<String, String> arguments, Exchange exchange) {
        var message = Message.user(new Content.Text(Prompts.render(prompt, arguments)));
        return Outcome.done(new Result(prompt.description(), List.of(message)));
    }

    @Override
    public Completion complete(
            String argument, String typed, Map<String, String> chosen, Caller caller) {
        return Arrays.stream(PromptArgument.values())
                .filter(each -> each.text().equals(argument))
                .findFirst()
                .map(each -> Completion.ofPrefix(each.proposals(), typed))
                .orElse(Completion.none());
    }
}
