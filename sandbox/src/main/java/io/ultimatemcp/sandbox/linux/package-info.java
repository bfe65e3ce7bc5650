/**
 * Reads and touches what Linux shows of processes and users in {@code /proc}.
 *
 * <p>This room knows single processes only; it must not know jobs, limits or sandboxes.
 */
@NullMarked
package io.ultimatemcp.sandbox.linux;

import org.jspecify.annotations.NullMarked;
