package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Content;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolFeature;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.tool.KeptFile;
import io.ultimatemcp.server.tool.Progress;
import io.ultimatemcp.server.tool.ToolSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.DoubleAdder;
import tools.jackson.databind.node.ObjectNode;

/** One of our tools as a feature of MCP. */
final class McpTool implements ToolFeature {
    /** Images beyond these stay artifacts: a model's context is dear. */
    private static final int MAX_IMAGES = 4;

    private static final int MAX_IMAGE_BYTES = 1 << 20;

    private final ToolDefinition definition;
    private final ToolHost host;
    private final Door door;

    McpTool(ToolSpec<?, ?> spec, ToolHost host, Door door) {
        this.definition =
                ToolDefinition.named(spec.name(), spec.description(), spec.inputSchema())
                        .title(spec.title())
                        .outputSchema(spec.outputSchema())
                        .permission(spec.permission().text())
                        .hints(
                                new ToolDefinition.Hints(
                                        spec.hints().readOnly(),
                                        false,
                                        spec.hints().idempotent(),
                                        false))
                        .build();
        this.host = host;
        this.door = door;
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public boolean visibleTo(Caller caller) {
        return true;
    }

    @Override
    public Outcome<ToolResult> call(ObjectNode arguments, Exchange exchange) {
        var origin =
                new Origin(exchange.caller(), door, "mcp", exchange.cancel(), progress(exchange));
        try {
            return Outcome.done(result(host.call(definition.name(), arguments, origin)));
        } catch (Refusal refusal) {
            var problem = refusal.problem();
            return Outcome.done(ToolResult.error(problem.code().code() + ": " + problem.detail()));
        }
    }

    /** Tools say steps; the protocol wants a number that grows. */
    private static Progress progress(Exchange exchange) {
        var done = new DoubleAdder();
        return (step, message) -> {
            done.add(step);
            exchange.progress(done.sum(), OptionalDouble.empty(), message);
        };
    }

    private static ToolResult result(Recorded recorded) {
        var content = new ArrayList<Content>();
        content.add(new Content.Text(recorded.result().toString()));
        recorded.files().stream()
                .filter(McpTool::isShownImage)
                .limit(MAX_IMAGES)
                .map(McpTool::image)
                .forEach(content::add);
        return new ToolResult(List.copyOf(content), recorded.result(), false, null);
    }

    private static boolean isShownImage(KeptFile file) {
        return List.of("image/png", "image/jpeg", "image/gif", "image/webp")
                        .contains(file.mimeType())
                && file.content().length <= MAX_IMAGE_BYTES;
    }

    private static Content image(KeptFile file) {
        return new Content.Image(
                Base64.getEncoder().encodeToString(file.content()), file.mimeType());
    }
}
