package io.ultimatemcp.protocol.task;

import io.ultimatemcp.protocol.interact.Questions;
import io.ultimatemcp.protocol.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/** Writes tasks: flat, as the extension wants them. */
public final class TaskWriter {
    private TaskWriter() {}

    /** A {@code Task}, as a {@code CreateTaskResult} carries it. */
    public static ObjectNode task(TaskRecord task) {
        ObjectNode node = Json.object().put("taskId", task.id()).put("status", status(task));
        if (task.statusMessage() != null) {
            node.put("statusMessage", task.statusMessage());
        }
        return node.put("createdAt", task.createdAt().toString())
                .put("lastUpdatedAt", task.lastUpdatedAt().toString())
                .put("ttlMs", task.life().toMillis())
                .put("pollIntervalMs", task.pollInterval().toMillis());
    }

    /** A {@code DetailedTask}, as {@code tasks/get} and {@code notifications/tasks} carry it. */
    public static ObjectNode detailed(TaskRecord task) {
        ObjectNode node = task(task);
        switch (task.state()) {
            case TaskState.InputRequired input -> {
                if (!input.outstanding().isEmpty()) {
                    node.set("inputRequests", Questions.inputRequests(input.outstanding()));
                }
            }
            case TaskState.Completed completed -> node.set("result", completed.result());
            case TaskState.Failed failed ->
                    node.set(
                            "error",
                            Json.object()
                                    .put("code", failed.code())
                                    .put("message", failed.message()));
            case TaskState.Working working -> {}
            case TaskState.Cancelled cancelled -> {}
        }
        return node;
    }

    private static String status(TaskRecord task) {
        return switch (task.state()) {
            case TaskState.Working working -> "working";
            case TaskState.InputRequired input ->
                    input.outstanding().isEmpty() ? "working" : "input_required";
            case TaskState.Completed completed -> "completed";
            case TaskState.Failed failed -> "failed";
            case TaskState.Cancelled cancelled -> "cancelled";
        };
    }
}
