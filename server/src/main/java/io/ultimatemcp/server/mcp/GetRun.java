package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolFeature;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.RunView;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tool {@code get_run}: a stored run, or the wait for one that is still under way. Itself no
 * run.
 */
final class GetRun implements ToolFeature {
    private static final int MAX_WAIT_SECONDS = 50;

    private final ToolDefinition definition =
            ToolDefinition.named(
                            "get_run",
                            """
                            Returns a stored run by its id, or waits for one that is still under way (an earlier call \
                            that answered deadline_exceeded). status is finished or running; a finished run holds the \
                            tool's result in run.result.\
                            """,
                            input())
                    .title("Get a run")
                    .outputSchema(output())
                    .permission(Permission.TOOLS_READ.text())
                    .hints(new ToolDefinition.Hints(true, false, true, false))
                    .build();

    private final Runs runs;
    private final Ongoing ongoing;

    GetRun(Runs runs, Ongoing ongoing) {
        this.runs = runs;
        this.ongoing = ongoing;
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public Outcome<ToolResult> call(ObjectNode arguments, Exchange exchange)
            throws InterruptedException {
        String id = arguments.path("id").asString("");
        var wait = arguments.path("wait_seconds");
        if (id.isEmpty()) {
            return refused("/id: is required, the id of a run");
        }
        if (!wait.isMissingNode()
                && !(wait.isNumber()
                        && wait.asDouble() >= 0
                        && wait.asDouble() <= MAX_WAIT_SECONDS)) {
            return refused("/wait_seconds: must be a number from 0 to " + MAX_WAIT_SECONDS);
        }
        var work = ongoing.find(id, exchange.caller().id());
        if (work.isPresent()
                && work.get()
                        .await(Duration.ofMillis(Math.round(wait.asDouble(0) * 1_000)))
                        .isEmpty()) {
            return answer(Json.MAPPER.createObjectNode().put("id", id).put("status", "running"));
        }
        try {
            var found = Json.MAPPER.createObjectNode().put("id", id).put("status", "finished");
            found.set("run", RunView.of(runs.find(exchange.caller(), id)));
            return answer(found);
        } catch (Refusal refusal) {
            var problem = refusal.problem();
            return Outcome.done(ToolResult.error(problem.code().code() + ": " + problem.detail()));
        }
    }

    private static Outcome<ToolResult> answer(ObjectNode answer) {
        return Outcome.done(ToolResult.structured(answer.toString(), answer));
    }

    private static Outcome<ToolResult> refused(String detail) {
        return Outcome.done(ToolResult.error("invalid_arguments: " + detail));
    }

    private static ObjectNode input() {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        properties.putObject("id").put("type", "string").put("description", "Id of the run.");
        properties
                .putObject("wait_seconds")
                .put("type", "number")
                .put("description", "How long to wait for a run that is still under way.")
                .put("minimum", 0)
                .put("maximum", MAX_WAIT_SECONDS)
                .put("default", 0);
        schema.putArray("required").add("id");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode output() {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        properties.putObject("id").put("type", "string").put("description", "Id of the run.");
        properties
                .putObject("status")
                .put("type", "string")
                .put("description", "finished or running.");
        properties
                .putObject("run")
                .put("type", "object")
                .put("description", "The run, once it is finished.");
        schema.putArray("required").add("id").add("status");
        return schema;
    }
}
