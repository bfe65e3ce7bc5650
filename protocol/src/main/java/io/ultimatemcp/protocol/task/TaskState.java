package io.ultimatemcp.protocol.task;

import io.ultimatemcp.protocol.feature.InputRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a task stands. Completed, failed and cancelled are final. */
public sealed interface TaskState {

    /** Whether nothing can follow. */
    default boolean terminal() {
        return switch (this) {
            case Working working -> false;
            case InputRequired inputRequired -> false;
            case Completed completed -> true;
            case Failed failed -> true;
            case Cancelled cancelled -> true;
        };
    }

    /** Runs. */
    record Working() implements TaskState {}

    /**
     * Waits for answers.
     *
     * @param outstanding what was asked and not answered yet
     * @param answers the answers so far, by key
     */
    record InputRequired(Map<String, InputRequest> outstanding, Map<String, JsonNode> answers)
            implements TaskState {
        public InputRequired {
            outstanding = new LinkedHashMap<>(outstanding);
            answers = new LinkedHashMap<>(answers);
        }
    }

    /**
     * Ended with a result, which may be a tool error.
     *
     * @param result the {@code CallToolResult}
     */
    record Completed(ObjectNode result) implements TaskState {}

    /** Ended with a JSON-RPC error. */
    record Failed(int code, String message) implements TaskState {}

    /** Ended by its owner. */
    record Cancelled() implements TaskState {}
}
