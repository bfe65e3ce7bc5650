package io.ultimatemcp.protocol.task;

import io.ultimatemcp.protocol.feature.ToolResult;

/**
 * The work of a task. Runs on its own virtual thread; a {@code FaultException} makes the task fail.
 */
@FunctionalInterface
public interface TaskWork {
    ToolResult run(TaskContext context) throws Exception;
}
