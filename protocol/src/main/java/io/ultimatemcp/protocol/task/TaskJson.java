package io.ultimatemcp.protocol.task;

import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task's state as JSON, for stores that outlive the process. What is written is read as an equal
 * state.
 */
public final class TaskJson {
    private TaskJson() {}

    /** Writes a state. */
    public static ObjectNode write(TaskState state) {
        return switch (state) {
            case TaskState.Working working -> Json.object().put("is", "working");
            case TaskState.InputRequired input -> {
                ObjectNode outstanding = Json.object();
                input.outstanding().forEach((key, asked) -> outstanding.set(key, write(asked)));
                ObjectNode answers = Json.object();
                input.answers().forEach(answers::set);
                ObjectNode node = Json.object().put("is", "input_required");
                node.set("outstanding", outstanding);
                yield node.set("answers", answers);
            }
            case TaskState.Completed completed ->
                    Json.object().put("is", "completed").set("result", completed.result());
            case TaskState.Failed failed ->
                    Json.object()
                            .put("is", "failed")
                            .put("code", failed.code())
                            .put("message", failed.message());
            case TaskState.Cancelled cancelled -> Json.object().put("is", "cancelled");
        };
    }

    /**
     * Reads a state.
     *
     * @throws IllegalArgumentException when {@code node} was not written here
     */
    public static TaskState read(JsonNode node) {
        return switch (node.path("is").stringValue("")) {
            case "working" -> new TaskState.Working();
            case "input_required" -> {
                Map<String, InputRequest> outstanding = new LinkedHashMap<>();
                node.path("outstanding")
                        .properties()
                        .forEach(each -> outstanding.put(each.getKey(), request(each.getValue())));
                Map<String, JsonNode> answers = new LinkedHashMap<>();
                node.path("answers")
                        .properties()
                        .forEach(each -> answers.put(each.getKey(), each.getValue()));
                yield new TaskState.InputRequired(outstanding, answers);
            }
            case "completed" -> new TaskState.Completed((ObjectNode) node.path("result"));
            case "failed" ->
                    new TaskState.Failed(
                            node.path("code").intValue(0), node.path("message").stringValue(""));
            case "cancelled" -> new TaskState.Cancelled();
            default -> throw new IllegalArgumentException("not a task state: " + node);
        };
    }

    private static ObjectNode write(InputRequest request) {
        return switch (request) {
            case InputRequest.Form form ->
                    Json.object()
                            .put("is", "form")
                            .put("message", form.message())
                            .set("schema", form.requestedSchema());
            case InputRequest.Url url ->
                    Json.object()
                            .put("is", "url")
                            .put("message", url.message())
                            .put("url", url.url())
                            .put("id", url.elicitationId());
            case InputRequest.Sampling sampling ->
                    Json.object().put("is", "sampling").set("params", sampling.params());
            case InputRequest.Roots roots -> Json.object().put("is", "roots");
        };
    }

    private static InputRequest request(JsonNode node) {
        String message = node.path("message").stringValue("");
        return switch (node.path("is").stringValue("")) {
            case "form" -> new InputRequest.Form(message, (ObjectNode) node.path("schema"));
            case "url" ->
                    new InputRequest.Url(
                            message,
                            node.path("url").stringValue(""),
                            node.path("id").stringValue(""));
            case "sampling" -> new InputRequest.Sampling((ObjectNode) node.path("params"));
            case "roots" -> new InputRequest.Roots();
            default -> throw new IllegalArgumentException("not a question: " + node);
        };
    }
}
