package io.ultimatemcp.protocol.task;

import io.ultimatemcp.protocol.era.ResultWriter;
import io.ultimatemcp.protocol.era.StatelessDialect;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.WireError;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The running work of one task. */
final class Job implements Runnable, TaskContext {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    /** How often a waiting job looks for answers that another node took. */
    private static final long LOOK_MILLIS = 500;

    private final String taskId;
    private final ToolDefinition tool;
    private final TaskWork work;
    private final Tasks tasks;
    private final Cancel.Source cancel = new Cancel.Source();
    private final Semaphore wakeups = new Semaphore(0);
    private final Set<String> usedKeys = new HashSet<>();

    Job(String taskId, ToolDefinition tool, TaskWork work, Tasks tasks) {
        this.taskId = taskId;
        this.tool = tool;
        this.work = work;
        this.tasks = tasks;
    }

    @Override
    public void run() {
        try {
            TaskState ending = ending();
            tasks.update(taskId, task -> tasks.moved(task, ending));
        } finally {
            tasks.ended(taskId);
        }
    }

    @Override
    public String taskId() {
        return taskId;
    }

    @Override
    public Cancel cancel() {
        return cancel;
    }

    @Override
    public void status(String message) {
        tasks.update(taskId, task -> tasks.saying(task, message));
    }

    @Override
    public Map<String, JsonNode> ask(Map<String, InputRequest> questions)
            throws InterruptedException {
        for (String key : questions.keySet()) {
            if (!usedKeys.add(key)) {
                throw new IllegalArgumentException("the key '" + key + "' was used before");
            }
        }
        tasks.update(
                taskId,
                task -> tasks.moved(task, new TaskState.InputRequired(questions, Map.of())));
        while (!cancel.isCancelled()) {
            var task = tasks.find(taskId).orElseThrow(CancellationException::new);
            switch (task.state()) {
                case TaskState.InputRequired input -> {
                    if (input.outstanding().isEmpty()) {
                        tasks.update(taskId, t -> tasks.moved(t, new TaskState.Working()));
                        return input.answers();
                    }
                }
                case TaskState.Working working ->
                        throw new IllegalStateException("two threads ask for one task");
                case TaskState.Cancelled cancelled -> cancel.cancel();
                case TaskState.Completed completed -> throw new CancellationException();
                case TaskState.Failed failed -> throw new CancellationException();
            }
            wakeups.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        throw new CancellationException();
    }

    void stop() {
        cancel.cancel();
        wake();
    }

    void wake() {
        wakeups.release();
    }

    private TaskState ending() {
        try {
            ToolResult result = work.run(this);
            return new TaskState.Completed(
                    new ResultWriter(Revision.V2026_07_28).tool(tool, result));
        } catch (CancellationException e) {
            return new TaskState.Cancelled();
        } catch (FaultException e) {
            WireError error = new StatelessDialect(Json.object()).error(e.fault());
            return new TaskState.Failed(error.code(), error.message());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TaskState.Cancelled();
        } catch (Exception | Error e) {
            String reference = UUID.randomUUID().toString();
            LOG.error("task of tool {} failed, reference {}", tool.name(), reference, e);
            return new TaskState.Failed(-32603, "Internal error, reference " + reference);
        }
    }
}
