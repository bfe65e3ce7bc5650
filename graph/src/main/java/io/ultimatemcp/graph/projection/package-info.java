/**
 * Runs as a subgraph: typed records in, an idempotent merge out.
 *
 * <p>It must not know where the records come from.
 */
@NullMarked
package io.ultimatemcp.graph.projection;

import org.jspecify.annotations.NullMarked;
