/**
 * Turns a waiting stage into a program by a runtime command of the Open Container Initiative: crun,
 * runc, gVisor, Kata.
 *
 * <p>This room writes the container's configuration and the runtime's command line. It must not
 * know why a program runs, how long it may, or what becomes of its output.
 *
 * @see <a href="https://github.com/opencontainers/runtime-spec">OCI runtime specification</a>
 */
@NullMarked
package io.ultimatemcp.sandbox.oci;

import org.jspecify.annotations.NullMarked;
