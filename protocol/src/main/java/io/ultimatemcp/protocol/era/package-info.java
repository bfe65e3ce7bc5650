/**
 * Which revision a message speaks, and how values are written in it: the only room that knows how
 * the revisions differ in shape. Knows no transport and no session.
 */
@NullMarked
package io.ultimatemcp.protocol.era;

import org.jspecify.annotations.NullMarked;
