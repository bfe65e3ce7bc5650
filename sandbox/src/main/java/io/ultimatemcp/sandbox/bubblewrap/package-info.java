/**
 * Prepares a place for one program and starts bubblewrap in it.
 *
 * <p>A {@link io.ultimatemcp.sandbox.bubblewrap.Stage} is one process that waits in a mount
 * namespace of its own, with a bounded file system in memory, inside its control group; told to go,
 * it becomes bubblewrap and then the program. This room must not know why a program runs, how long
 * it may, or what becomes of its output.
 */
@NullMarked
package io.ultimatemcp.sandbox.bubblewrap;

import org.jspecify.annotations.NullMarked;
