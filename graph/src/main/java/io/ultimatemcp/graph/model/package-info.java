/**
 * What goes in and what comes out: requests, results, faults, status. Plain data, immutable.
 *
 * <p>It must not know the driver, the engine, or how anything is done.
 */
@NullMarked
package io.ultimatemcp.graph.model;

import org.jspecify.annotations.NullMarked;
