package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.Content;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolFeature;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Progress;
import io.ultimatemcp.server.tool.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.DoubleAdder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of our tools as a feature of MCP. A call that takes long goes on as a task when the client
 * takes tasks, and otherwise as a run that {@link GetRun} waits for; a brief one is answered by the
 * thread that asked, for a thread of its own costs half as much again as all the rest of such a
 * call.
 */
final class McpTool implements ToolFeature {
    /** Images beyond these stay artifacts: a model's context is dear. */
    private static final int MAX_IMAGES = 4;

    private static final int MAX_IMAGE_BYTES = 1 << 20;

    /** Most calls end within it; then an answer beats a task. */
    private static final Duration BEFORE_A_TASK = Duration.ofSeconds(1);

    /** Many clients give up after 60 s. */
    private static final Duration BEFORE_GET_RUN = Duration.ofSeconds(50);

    private final ToolDefinition definition;
    private final boolean brief;
    private final ToolHost host;
    private final Door door;
    private final Ongoing ongoing;
    private final Tasks tasks;

    McpTool(ToolSpec<?, ?> spec, ToolHost host, Door door, Ongoing ongoing, Tasks tasks) {
        this.definition =
                ToolDefinition.named(spec.name(), spec.description(), spec.inputSchema())
                        .title(spec.title())
                        .outputSchema(bare(spec.outputSchema()))
                        .permission(spec.permission().text())
                        .hints(
                                new ToolDefinition.Hints(
                                        spec.hints().readOnly(),
                                        false,
                                        spec.hints().idempotent(),
                                        false))
                        .build();
        this.brief = spec.pace() == Pace.BRIEF;
        this.host = host;
        this.door = door;
        this.ongoing = ongoing;
        this.tasks = tasks;
    }

    /**
     * A schema without its prose, and without telling which fields of its parts are always there.
     * Definitions take room in every model's context, and there a result explains itself by its
     * names; OpenAPI and the tools' REST listing keep all of it.
     */
    private static ObjectNode bare(ObjectNode schema) {
        var bare = schema.deepCopy();
        strip(bare);
        return bare;
    }

    private static void strip(ObjectNode schema) {
        schema.remove("description");
        for (JsonNode property : schema.path("properties")) {
            stripPart(property);
        }
        stripPart(schema.path("items"));
    }

    private static void stripPart(JsonNode part) {
        if (part instanceof ObjectNode each) {
            each.remove("required");
            strip(each);
        }
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public Outcome<ToolResult> call(ObjectNode arguments, Exchange exchange)
            throws InterruptedException {
        if (brief) {
            return Outcome.done(answer(arguments, exchange, ongoing.newId(), exchange.cancel()));
        }
        var work =
                ongoing.start(
                        exchange.caller().id(),
                        (runId, cancel) -> answer(arguments, exchange, runId, cancel));
        boolean deferrable = exchange.client().takesTasks();
        try (var _ = exchange.cancel().onCancel(work::cancel)) {
            var result = work.await(deferrable ? BEFORE_A_TASK : BEFORE_GET_RUN);
            if (result.isPresent()) {
                return Outcome.done(result.get());
            }
        } catch (InterruptedException e) {
            work.cancel();
            throw e;
        }
        return deferrable ? asTask(exchange, work) : Outcome.done(stillRunning(work));
    }

    private Outcome<ToolResult> asTask(Exchange exchange, Ongoing.Work work) {
        try {
            return tasks.start(
                    exchange,
                    definition,
                    context -> {
                        context.status("run " + work.runId() + " is under way");
                        try (var _ = context.cancel().onCancel(work::cancel)) {
                            return work.await();
                        }
                    });
        } catch (FaultException e) {
            // as many tasks as there may be, or none can be stored: it can be asked for as a run
            return Outcome.done(stillRunning(work));
        }
    }

    private static ToolResult stillRunning(Ongoing.Work work) {
        return ToolResult.error(
                "deadline_exceeded: the call goes on as run "
                        + work.runId()
                        + "; ask for its result with get_run {\"id\": \""
                        + work.runId()
                        + "\", \"wait_seconds\": 50}");
    }

    private ToolResult answer(
            ObjectNode arguments, Exchange exchange, String runId, Cancel cancel) {
        var origin = new Origin(exchange.caller(), door, null, runId, cancel, progress(exchange));
        try {
            return result(host.call(definition.name(), arguments, origin));
        } catch (Refusal refusal) {
            var problem = refusal.problem();
            return ToolResult.error(problem.code().code() + ": " + problem.detail());
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
                .filter(file -> file.content().length <= MAX_IMAGE_BYTES)
                .flatMap(file -> Picture.block(file).stream())
                .limit(MAX_IMAGES)
                .forEach(content::add);
        return new ToolResult(List.copyOf(content), recorded.result(), false, null);
    }
}
