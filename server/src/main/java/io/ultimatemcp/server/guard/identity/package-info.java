/**
 * Who is calling: turns a bearer token into a caller, or says why not. Knows no door and no tool.
 */
@NullMarked
package io.ultimatemcp.server.guard.identity;

import org.jspecify.annotations.NullMarked;
