/**
 * Constraints and indexes, and the two summaries of a graph: its schema and its counts.
 *
 * <p>It must not know rows of a query or items of a batch.
 */
@NullMarked
package io.ultimatemcp.graph.schema;

import org.jspecify.annotations.NullMarked;
