package io.ultimatemcp.server.tool;

import io.ultimatemcp.server.guard.access.Permission;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every door needs to know of a tool.
 *
 * @param name snake_case, unique
 * @param title for people
 * @param description for people and models: what it does, when to use it, its limits
 * @param permission what a caller needs
 * @param pace whether a call may outlast its caller's patience
 * @param request the arguments; its components carry {@link Field}
 * @param result the answer; its components carry {@link Field}
 */
public record ToolSpec<Q extends Record, R extends Record>(
        String name,
        String title,
        String description,
        Permission permission,
        Hints hints,
        Pace pace,
        Class<Q> request,
        Class<R> result) {

    /** JSON Schema of the arguments; a new copy each time. */
    public ObjectNode inputSchema() {
        return RecordSchema.ofRequest(request);
    }

    /** JSON Schema of the result; a new copy each time. */
    public ObjectNode outputSchema() {
        return RecordSchema.ofResult(result);
    }
}
