package io.ultimatemcp.server.graph;

import io.ultimatemcp.graph.model.GraphMetrics;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How much there is, as JSON; the names are the original platform's. */
public final class MetricsView {
    private MetricsView() {}

    public static ObjectNode of(GraphMetrics metrics) {
        var view =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("node_count", metrics.nodeCount())
                        .put("relationship_count", metrics.relationshipCount());
        var labels = view.putObject("labels");
        metrics.labels().forEach(labels::put);
        var types = view.putObject("relationship_types");
        metrics.relationshipTypes().forEach(types::put);
        return view.put("average_degree", metrics.averageDegree());
    }
}
