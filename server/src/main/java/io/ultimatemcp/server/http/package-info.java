/**
 * The HTTP door: bytes in and out on event loops, the guard, and a virtual thread for each call.
 * Knows routes and the MCP endpoint, no tool.
 */
@NullMarked
package io.ultimatemcp.server.http;

import org.jspecify.annotations.NullMarked;
