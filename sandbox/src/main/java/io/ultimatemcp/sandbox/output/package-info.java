/**
 * Reads what a program writes: keeps it up to a bound, tells it live, cuts a window from it.
 *
 * <p>This room knows streams and bytes only; it must not know processes or jobs.
 */
@NullMarked
package io.ultimatemcp.sandbox.output;

import org.jspecify.annotations.NullMarked;
