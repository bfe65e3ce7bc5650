package io.ultimatemcp.server.run;

import io.ultimatemcp.server.tool.KeptFile;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that was answered and is stored.
 *
 * @param id of the run
 * @param result for the caller
 * @param files the run's artifacts with their contents
 */
public record Recorded(String id, ObjectNode result, List<KeptFile> files) {
    public Recorded {
        files = List.copyOf(files);
    }
}
