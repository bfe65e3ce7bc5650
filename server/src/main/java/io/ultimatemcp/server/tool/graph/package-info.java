/**
 * graph_query and graph_upsert: the graph's requests and answers as tools. Knows the graph's data,
 * not where it is kept or how it is reached.
 */
@NullMarked
package io.ultimatemcp.server.tool.graph;

import org.jspecify.annotations.NullMarked;
