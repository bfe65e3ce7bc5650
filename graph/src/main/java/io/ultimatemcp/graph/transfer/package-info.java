/**
 * The whole graph as lines of JSON and back, for backup and restore.
 *
 * <p>It must not know files, archives or encryption.
 */
@NullMarked
package io.ultimatemcp.graph.transfer;

import org.jspecify.annotations.NullMarked;
