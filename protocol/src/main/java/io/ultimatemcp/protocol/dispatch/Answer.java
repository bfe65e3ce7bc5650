package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.wire.Fault;
import tools.jackson.databind.node.ObjectNode;

/** How a request is answered. */
public sealed interface Answer {

    /**
     * With a result.
     *
     * @param outcome for metrics: {@code ok}, {@code tool_error}, {@code input_required} or {@code
     *     task}
     */
    record Result(ObjectNode body, String outcome) implements Answer {
        static Result ok(ObjectNode body) {
            return new Result(body, "ok");
        }
    }

    /** With an error. */
    record Failed(Fault fault) implements Answer {}
}
