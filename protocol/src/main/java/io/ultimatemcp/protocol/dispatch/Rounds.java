package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.StatefulDialect;
import io.ultimatemcp.protocol.era.StatelessDialect;
import io.ultimatemcp.protocol.task.TaskWriter;
import io.ultimatemcp.protocol.task.Tasks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Results that are not the last word: only the stateless wire has them. */
final class Rounds {
    private Rounds() {}

    static Answer asks(Call call, ObjectNode result) {
        return new Answer.Result(stateless(call).typed(result, "input_required"), "input_required");
    }

    static Answer task(Call call, @Nullable Tasks tasks, String id) {
        if (tasks == null) {
            throw new IllegalStateException("a tool made a task, but no tasks are offered");
        }
        ObjectNode task = TaskWriter.task(tasks.get(id, call.caller()));
        return new Answer.Result(stateless(call).typed(task, "task"), "task");
    }

    private static StatelessDialect stateless(Call call) {
        return switch (call.dialect()) {
            case StatelessDialect dialect -> dialect;
            case StatefulDialect dialect ->
                    throw new IllegalStateException("a stateful client takes results only");
        };
    }
}
