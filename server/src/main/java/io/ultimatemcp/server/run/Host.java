package io.ultimatemcp.server.run;

import io.ultimatemcp.server.tool.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which program on which node did the work, for the provenance of runs.
 *
 * @param version of this program
 * @param node names the data directory among those that share a ledger
 */
public record Host(String version, String node) {
    ObjectNode view() {
        return Json.MAPPER.createObjectNode().put("version", version).put("node", node);
    }
}
