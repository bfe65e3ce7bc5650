package io.ultimatemcp.server.run;

import tools.jackson.databind.node.ObjectNode;

/**
 * Where tools are called: in this process, or in the server that already runs on the same data
 * directory.
 */
public interface ToolHost {
    /**
     * Calls a tool and stores the run before it answers. Blocks; any thread.
     *
     * @throws io.ultimatemcp.server.problem.Refusal when the request cannot be served
     */
    Recorded call(String tool, ObjectNode arguments, Origin origin);
}
