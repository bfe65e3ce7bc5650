package io.ultimatemcp.server.rest;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the server is.
 *
 * @param ready whether it serves: the ledger answers
 * @param graphAnswers whether the graph store answers right now
 * @param components by name, each with a {@code status} and what explains it
 */
public record Health(boolean ready, boolean graphAnswers, Map<String, ObjectNode> components) {
    public Health {
        components = new TreeMap<>(components);
    }

    /**
     * {@code ok}, {@code degraded} when a component is not, {@code unavailable} when nothing can be
     * served.
     */
    String status() {
        if (!ready) {
            return "unavailable";
        }
        boolean whole =
                components.values().stream()
                        .allMatch(component ->
                                !component.path("status").asString("").equals("failing"));
        return whole ? "ok" : "degraded";
    }
}
