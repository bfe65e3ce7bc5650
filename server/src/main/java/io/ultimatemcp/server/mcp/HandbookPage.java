package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ResourceContents;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A page of documentation that ships with the program, as a resource. Read from the jar when it is
 * asked for.
 */
final class HandbookPage implements ResourceFeature {
    private static final String MARKDOWN = "text/markdown";
    private static final CacheHint CACHE =
            new CacheHint(Duration.ofHours(1), CacheHint.Scope.PUBLIC);

    private final String name;
    private final Definition definition;

    private HandbookPage(String name, String description) {
        this.name = name;
        this.definition =
                Definition.of("resource://ultimate-mcp/" + name, name, description, MARKDOWN);
    }

    /** Every page, the overview first. */
    static List<ResourceFeature> all() {
        return List.of(
                new HandbookPage("readme", "What this platform is and what it can do for you."),
                new HandbookPage("quick-start", "From nothing to the first run in five minutes."),
                new HandbookPage("agent-handbook", "How an agent works well with these tools."),
                new HandbookPage("ai-tools-setup", "How to connect MCP clients."),
                new HandbookPage(
                        "executive-summary", "The platform on one page, for those who decide."),
                new HandbookPage("architecture", "How the parts fit and what happens to a call."));
    }

    @Override
    public Definition definition() {
        return definition;
    }

    @Override
    public Outcome<Result> read(Exchange exchange) {
        return Outcome.done(
                new Result(
                        List.of(new ResourceContents.Text(definition.uri(), MARKDOWN, text())),
                        CACHE));
    }

    private String text() {
        try (var in = HandbookPage.class.getResourceAsStream(name + ".md")) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page " + name + " cannot be read", e);
        }
    }
}
