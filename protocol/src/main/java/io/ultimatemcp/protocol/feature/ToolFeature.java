package io.ultimatemcp.protocol.feature;

import tools.jackson.databind.node.ObjectNode;

/**
 * A tool. Called from many threads at once, each call on its own virtual thread; blocking is fine.
 */
public interface ToolFeature {

    /** Always the same object. */
    ToolDefinition definition();

    /** Whether {@code caller} is told of this tool; for others it does not exist. */
    default boolean visibleTo(Caller caller) {
        return true;
    }

    /**
     * Runs the tool. Arguments are as the client sent them: the tool checks them against its schema
     * and answers faults with {@link ToolResult#error}. What it throws becomes such a result
     * without details.
     *
     * @param arguments not to be changed
     */
    Outcome<ToolResult> call(ObjectNode arguments, Exchange exchange) throws Exception;
}
