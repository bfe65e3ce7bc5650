package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.server.tool.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The answer of {@code graph_query}. */
record QueryResult(
        @Field("Id of the stored run.") String id,
        @Field("Names of the columns in the query's order.") List<String> columns,
        @Field(
                        "A row each, by column. Nodes and relationships are objects with _type, key or start and"
                                + " end, labels or type, and properties.")
                List<ObjectNode> results,
        @Field("Number of rows.") int rowCount,
        @Field("Whether there were more rows than returned.") boolean truncated,
        @Field("Time the engine took, in milliseconds.") double durationMs) {}
