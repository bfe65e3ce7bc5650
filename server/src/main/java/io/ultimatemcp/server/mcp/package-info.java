/**
 * What the protocol layer serves here: the tools as MCP features. Knows the protocol's features and
 * the toolbox, no transport.
 */
@NullMarked
package io.ultimatemcp.server.mcp;

import org.jspecify.annotations.NullMarked;
