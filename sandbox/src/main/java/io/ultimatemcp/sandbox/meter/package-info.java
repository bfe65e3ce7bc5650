/**
 * Measures what a tree of processes uses, by control group or, where there is none, by adding up.
 *
 * <p>This room answers numbers; it must not know what follows from them.
 */
@NullMarked
package io.ultimatemcp.sandbox.meter;

import org.jspecify.annotations.NullMarked;
