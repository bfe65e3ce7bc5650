/**
 * The follower of the ledger's outbox that makes each stored run a subgraph. At least once, in the
 * ledger's order, and the same graph whenever it starts over. Knows the stored results of tools as
 * JSON, no tool and no door.
 */
@NullMarked
package io.ultimatemcp.server.project;

import org.jspecify.annotations.NullMarked;
