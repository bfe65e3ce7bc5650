package io.ultimatemcp.server.mcp;

import io.ultimatemcp.ledger.task.Task;
import io.ultimatemcp.ledger.task.TaskStatus;
import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.task.TaskRecord;
import io.ultimatemcp.protocol.task.TaskState;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A task of the protocol in the ledger's form, and back. */
final class TaskForm {
    private TaskForm() {}

    /** The ledger's form. */
    static Task stored(TaskRecord task, String worker, long version) {
        return new Task(
                task.id(),
                task.owner(),
                status(task.state()),
                task.statusMessage(),
                task.createdAt(),
                task.lastUpdatedAt(),
                task.life(),
                task.pollInterval(),
                worker,
                task.state() instanceof TaskState.InputRequired input ? inputs(input) : null,
                task.state() instanceof TaskState.Completed(ObjectNode result)
                        ? result.toString()
                        : null,
                task.state() instanceof TaskState.Failed(int code, String message)
                        ? error(code, message)
                        : null,
                version);
    }

    /** The protocol's form. */
    static TaskRecord read(Task task) {
        return new TaskRecord(
                task.id(),
                task.principal(),
                state(task),
                task.statusMessage(),
                task.createdAt(),
                task.updatedAt(),
                Objects.requireNonNullElse(task.ttl(), Duration.ofDays(1)),
                Objects.requireNonNullElse(task.pollInterval(), Duration.ofSeconds(1)));
    }

    private static TaskStatus status(TaskState state) {
        return switch (state) {
            case TaskState.Working _ -> TaskStatus.WORKING;
            case TaskState.InputRequired _ -> TaskStatus.INPUT_REQUIRED;
            case TaskState.Completed _ -> TaskStatus.COMPLETED;
            case TaskState.Failed _ -> TaskStatus.FAILED;
            case TaskState.Cancelled _ -> TaskStatus.CANCELLED;
        };
    }

    private static TaskState state(Task task) {
        return switch (task.status()) {
            case WORKING -> new TaskState.Working();
            case INPUT_REQUIRED -> inputs(parse(task.inputRequests()));
            case COMPLETED -> new TaskState.Completed(parse(task.result()));
            case FAILED -> {
                var error = parse(task.error());
                yield new TaskState.Failed(
                        error.path("code").asInt(-32603), error.path("message").asString("failed"));
            }
            case CANCELLED -> new TaskState.Cancelled();
        };
    }

    private static ObjectNode parse(@Nullable String json) {
        return json != null && Json.MAPPER.readTree(json) instanceof ObjectNode object
                ? object
                : Json.MAPPER.createObjectNode();
    }

    private static String error(int code, String message) {
        return Json.MAPPER.createObjectNode().put("code", code).put("message", message).toString();
    }

    private static String inputs(TaskState.InputRequired input) {
        var form = Json.MAPPER.createObjectNode();
        var outstanding = form.putObject("outstanding");
        input.outstanding().forEach((key, question) -> outstanding.set(key, question(question)));
        var answers = form.putObject("answers");
        input.answers().forEach(answers::set);
        return form.toString();
    }

    private static TaskState.InputRequired inputs(ObjectNode form) {
        Map<String, InputRequest> outstanding = new LinkedHashMap<>();
        form.path("outstanding")
                .properties()
                .forEach(each -> outstanding.put(each.getKey(), question(each.getValue())));
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        form.path("answers")
                .properties()
                .forEach(each -> answers.put(each.getKey(), each.getValue()));
        return new TaskState.InputRequired(outstanding, answers);
    }

    private static ObjectNode question(InputRequest question) {
        var form = Json.MAPPER.createObjectNode();
        switch (question) {
            case InputRequest.Form(String message, ObjectNode schema) ->
                    form.put("kind", "form").put("message", message).set("schema", schema);
            case InputRequest.Url(String message, String url, String id) ->
                    form.put("kind", "url").put("message", message).put("url", url).put("id", id);
            case InputRequest.Sampling(ObjectNode params) ->
                    form.put("kind", "sampling").set("params", params);
            case InputRequest.Roots() -> form.put("kind", "roots");
        }
        return form;
    }

    private static InputRequest question(JsonNode form) {
        String message = form.path("message").asString("");
        return switch (form.path("kind").asString("")) {
            case "form" -> new InputRequest.Form(message, (ObjectNode) form.path("schema"));
            case "url" ->
                    new InputRequest.Url(
                            message, form.path("url").asString(""), form.path("id").asString(""));
            case "sampling" -> new InputRequest.Sampling((ObjectNode) form.path("params"));
            default -> new InputRequest.Roots();
        };
    }
}
