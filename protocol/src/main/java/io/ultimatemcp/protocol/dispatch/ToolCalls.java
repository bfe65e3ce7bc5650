package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.ResultWriter;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolFeature;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.protocol.interact.Ending;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/call}. */
final class ToolCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    private final Catalog catalog;
    private final @Nullable Tasks tasks;

    ToolCalls(Catalog catalog, @Nullable Tasks tasks) {
        this.catalog = catalog;
        this.tasks = tasks;
    }

    Answer call(Call call) throws Exception {
        String name = call.text("name");
        ToolFeature tool =
                catalog.tool(name, call.caller())
                        .orElseThrow(
                                () -> FaultException.invalidParams("Unknown tool: " + shown(name)));
        ObjectNode arguments = arguments(call);
        ToolDefinition definition = tool.definition();
        String permission = definition.permission();
        if (permission != null && !call.caller().may(permission)) {
            throw new FaultException(
                    new Fault.PermissionMissing(
                            "The caller lacks the permission " + permission, permission));
        }
        if (!call.envelope().client().declares(definition.requires())) {
            return done(
                    call,
                    definition,
                    ToolResult.error(
                            "This tool needs a client that declares "
                                    + definition.requires().propertyNames()));
        }
        Ending<ToolResult> ending =
                call.driver()
                        .run((answers, carry) ->
                                run(tool, arguments, new CallExchange(call, answers, carry)));
        return switch (ending) {
            case Ending.Value<ToolResult> value -> done(call, definition, value.value());
            case Ending.Asks<ToolResult> asks -> Rounds.asks(call, asks.result());
            case Ending.Task<ToolResult> task -> Rounds.task(call, tasks, task.id());
            case Ending.Unanswered<ToolResult> unanswered ->
                    done(
                            call,
                            definition,
                            ToolResult.error("This call needs input: " + unanswered.reason()));
        };
    }

    private static Outcome<ToolResult> run(
            ToolFeature tool, ObjectNode arguments, CallExchange exchange)
            throws InterruptedException {
        try {
            return tool.call(arguments, exchange);
        } catch (InterruptedException e) {
            throw e;
        } catch (FaultException | CancellationException e) {
            throw e;
        } catch (Exception e) {
            String reference = UUID.randomUUID().toString();
            LOG.error("tool {} failed, reference {}", tool.definition().name(), reference, e);
            return Outcome.done(
                    ToolResult.error("The tool failed unexpectedly; reference " + reference));
        }
    }

    private static Answer done(Call call, ToolDefinition tool, ToolResult result) {
        ObjectNode body = new ResultWriter(call.dialect().revision()).tool(tool, result);
        return new Answer.Result(
                call.dialect().result(body), result.isError() ? "tool_error" : "ok");
    }

    private static ObjectNode arguments(Call call) {
        JsonNode arguments = call.params().get("arguments");
        if (arguments == null || arguments.isNull()) {
            return Json.object();
        }
        if (arguments instanceof ObjectNode object) {
            return object;
        }
        throw FaultException.invalidParams("params.arguments must be an object");
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
