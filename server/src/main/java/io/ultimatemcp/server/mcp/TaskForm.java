package io.ultimatemcp.server.mcp;

import io.ultimatemcp.ledger.task.Task;
import io.ultimatemcp.ledger.task.TaskStatus;
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
        var status = status(task.state());
        String state = TaskJson.write(task.state()).toString();
        return new Task(
                task.id(),
                task.owner(),
                status,
                task.statusMessage(),
                task.createdAt(),
                task.lastUpdatedAt(),
                task.life(),
                task.pollInterval(),
                worker,
                status == TaskStatus.INPUT_REQUIRED ? state : null,
                status == TaskStatus.COMPLETED ? state : null,
                status == TaskStatus.FAILED ? state : null,
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
            case INPUT_REQUIRED -> parse(task.inputRequests());
            case COMPLETED -> parse(task.result());
            case FAILED -> parse(task.error());
            case CANCELLED -> new TaskState.Cancelled();
        };
    }

    private static TaskState parse(@Nullable String state) {
        return TaskJson.read(
                Json.MAPPER.readTree(Objects.requireNonNull(state, "a task without its state")));
    }
}
