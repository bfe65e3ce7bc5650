/**
 * The graph as the server uses it: one for the whole process, opened at the first need, its faults
 * in the words of every door. Knows the graph's own door, no tool and no ledger.
 */
@NullMarked
package io.ultimatemcp.server.graph;

import org.jspecify.annotations.NullMarked;
