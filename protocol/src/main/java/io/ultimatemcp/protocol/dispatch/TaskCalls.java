package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.task.TaskWriter;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The methods of the tasks extension. */
final class TaskCalls {
    private final @Nullable Tasks tasks;

    TaskCalls(@Nullable Tasks tasks) {
        this.tasks = tasks;
    }

    Answer get(Call call) {
        var task = tasks().get(call.text("taskId"), call.caller());
        return Answer.Result.ok(call.dialect().result(TaskWriter.detailed(task)));
    }

    Answer update(Call call) {
        JsonNode answers = call.params().path("inputResponses");
        if (!answers.isObject()) {
            throw FaultException.invalidParams("params.inputResponses must be an object");
        }
        tasks().answer(call.text("taskId"), call.caller(), answers);
        return Answer.Result.ok(call.dialect().result(Json.object()));
    }

    Answer cancel(Call call) {
        tasks().cancel(call.text("taskId"), call.caller());
        return Answer.Result.ok(call.dialect().result(Json.object()));
    }

    private Tasks tasks() {
        if (tasks == null) {
            throw new FaultException(new Fault.UnknownMethod("Method not found"));
        }
        return tasks;
    }
}
