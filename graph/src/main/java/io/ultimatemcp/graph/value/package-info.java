/**
 * The values that Cypher can answer with, as sealed data, and their neutral form of maps, lists and
 * scalars.
 *
 * <p>It knows the shapes that a client sees. It must not know the driver's classes beyond the one
 * reader, nor any session.
 */
@NullMarked
package io.ultimatemcp.graph.value;

import org.jspecify.annotations.NullMarked;
