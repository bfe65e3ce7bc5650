package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.server.tool.Field;
import tools.jackson.databind.node.ObjectNode;

/** The answer of {@code graph_upsert}. An item given twice counts once. */
record UpsertResult(
        @Field("Id of the stored run.") String id,
        @Field("Nodes that were not there before.") int nodesCreated,
        @Field("Nodes that were there before.") int nodesUpdated,
        @Field("Relationships that were not there before.") int relationshipsCreated,
        @Field("Relationships that were there before.") int relationshipsUpdated,
        @Field("Properties that were given a value or removed, besides the keys.")
                int propertiesSet,
        @Field(
                        "The whole graph afterwards: node_count, relationship_count, labels, relationship_types,"
                                + " average_degree.")
                ObjectNode metrics) {}
