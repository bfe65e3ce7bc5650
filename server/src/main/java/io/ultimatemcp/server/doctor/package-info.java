/**
 * Looks at the machine as the platform needs it, by trying rather than by asking, and keeps what
 * came of attacking the sandbox.
 *
 * <p>This room judges and stores; it must not know who asked, nor by which door.
 */
@NullMarked
package io.ultimatemcp.server.doctor;

import org.jspecify.annotations.NullMarked;
