/**
 * The graph engine as a program of its own: Neo4j Community, opened with Bolt on loopback, spoken
 * to over that port only.
 *
 * <p>It knows Neo4j, its command line and its parent's standard input. It must not know anything of
 * the platform, and nothing of the platform may link it: Neo4j is GPL-3.0, so this module and its
 * artifact are too, and everything else stays at the other end of a socket.
 */
@NullMarked
package io.ultimatemcp.graphengine;

import org.jspecify.annotations.NullMarked;
