/**
 * The graph from outside: its tools through every door, what it refuses, what survives, and what
 * the ledger's runs become in it.
 */
@NullMarked
package io.ultimatemcp.acceptance.graph;

import org.jspecify.annotations.NullMarked;
