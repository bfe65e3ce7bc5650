package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.server.tool.Field;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of {@code graph_query}. */
record QueryRequest(
        @Field(value = "One Cypher statement that only reads.", minLength = 1, maxSize = 100_000)
                String cypher,
        @Field(
                        value =
                                "Values for the $names of the query: text, numbers, booleans, null, lists, maps.",
                        preset = "{}")
                ObjectNode parameters,
        @Field(
                        value = "Most rows to return; more are cut off and truncated says so.",
                        preset = "1000",
                        min = 1,
                        max = 10_000)
                int maxRows,
        @Field(
                        value = "How long the query may take, in seconds.",
                        preset = "5",
                        min = 0.1,
                        max = 60)
                double timeoutSeconds) {}
