package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.RelationshipWrite;
import io.ultimatemcp.graph.model.Upsert;
import io.ultimatemcp.server.tool.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of {@code graph_upsert}. */
record UpsertRequest(
        @Field(value = "Nodes to create or to add to.", preset = "[]", maxSize = Upsert.MOST_ITEMS)
                List<Node> nodes,
        @Field(
                        value =
                                "Relationships to create or to add to; one of each type between two nodes in one direction."
                                        + " Nodes and relationships together at most 10 000.",
                        preset = "[]",
                        maxSize = Upsert.MOST_ITEMS)
                List<Relationship> relationships) {

    /** A node. */
    record Node(
            @Field(
                            "Identity of the node, whatever its labels: 1 to 64 letters, digits, _, - or :, not"
                                    + " beginning with a digit.")
                    String key,
            @Field(
                            "Labels, added to those it has; not those of stored runs, such as Run, CodeVersion,"
                                    + " Symbol or Finding.")
                    @Nullable List<String> labels,
            @Field(
                            "Properties, set over those it has; null removes one. Text, numbers, booleans, or a list"
                                    + " of one of these.")
                    @Nullable ObjectNode properties) {
        NodeWrite write() {
            return new NodeWrite(key, labels == null ? List.of() : labels, Plain.map(properties));
        }
    }

    /** A relationship. */
    record Relationship(
            @Field("Key of the node it leaves, in this request or in the graph.") String start,
            @Field("Key of the node it enters.") String end,
            @Field("Its type, such as DEPENDS_ON.") String type,
            @Field("Properties, set over those it has; null removes one.")
                    @Nullable ObjectNode properties) {
        RelationshipWrite write() {
            return new RelationshipWrite(start, end, type, Plain.map(properties));
        }
    }

    Upsert upsert() {
        return new Upsert(
                nodes.stream().map(Node::write).toList(),
                relationships.stream().map(Relationship::write).toList());
    }
}
