/**
 * Writing the user's own knowledge: checks a batch before the engine sees it and merges it in one
 * transaction.
 *
 * <p>It must not put a caller's text into a statement; labels, types and keys travel as parameters.
 */
@NullMarked
package io.ultimatemcp.graph.write;

import org.jspecify.annotations.NullMarked;
