/**
 * What we know: one graph behind one door, {@link io.ultimatemcp.graph.Graph}.
 *
 * <p>This room ties the rooms below it together: where the engine runs, what a read may do, how a
 * write is made. It knows Cypher and Bolt; it must not know tools, HTTP, JSON of a door, or the
 * ledger.
 */
@NullMarked
package io.ultimatemcp.graph;

import org.jspecify.annotations.NullMarked;
