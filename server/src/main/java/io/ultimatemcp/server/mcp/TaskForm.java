package io.ultimatemcp.server.mcp;

import io.ultimatemcp.ledger.task.Standing;
import io.ultimatemcp.ledger.task.Task;
import io.ultimatemcp.protocol.task.TaskJson;
import io.ultimatemcp.protocol.task.TaskRecord;
import io.ultimatemcp.protocol.task.TaskState;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task of the protocol in the ledger's form, and back. The state stands as JSON in the column of
 * its status.
 */
final class TaskForm {
    private TaskForm() {}

    /** The ledger's form. */
    static Task stored(TaskRecord task, String worker, long version) {
        return new Task(
                task.id(),
                task.owner(),
                worker,
                standing(task),
                task.createdAt(),
                task.lastUpdatedAt(),
                task.life(),
                task.pollInterval(),
                version);
    }

    /** The protocol's form. */
    static TaskRecord read(Task task) {
        return new TaskRecord(
                task.id(),
                task.principal(),
                state(task.standing()),
                task.standing().message(),
                task.createdAt(),
                task.updatedAt(),
                Objects.requireNonNullElse(task.ttl(), Duration.ofDays(1)),
                Objects.requireNonNullElse(task.pollInterval(), Duration.ofSeconds(1)));
    }

    private static Standing standing(TaskRecord task) {
        String message = task.statusMessage();
        String state = TaskJson.write(task.state()).toString();
        return switch (task.state()) {
            case TaskState.Working _ -> Standing.working(message);
            case TaskState.InputRequired _ -> Standing.asking(state, message);
            case TaskState.Completed _ -> Standing.completed(state, message);
            case TaskState.Failed _ -> Standing.failed(state, message);
            case TaskState.Cancelled _ -> Standing.cancelled(message);
        };
    }

    private static TaskState state(Standing standing) {
        return switch (standing.status()) {
            case WORKING -> new TaskState.Working();
            case INPUT_REQUIRED -> parse(standing.inputRequests());
            case COMPLETED -> parse(standing.result());
            case FAILED -> parse(standing.error());
            case CANCELLED -> new TaskState.Cancelled();
        };
    }

    private static TaskState parse(@Nullable String state) {
        return TaskJson.read(
                Json.OWN.readTree(Objects.requireNonNull(state, "a task without its state")));
    }
}
