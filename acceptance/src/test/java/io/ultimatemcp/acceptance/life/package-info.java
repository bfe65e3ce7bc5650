/**
 * The platform as a program on a machine: how it starts, refuses to start, stops, dies and comes
 * back, and what it leaves behind.
 */
@NullMarked
package io.ultimatemcp.acceptance.life;

import org.jspecify.annotations.NullMarked;
