/**
 * The MCP doors, by bytes and by the clients that people use: HTTP and stdio, every revision, the
 * same tools and the same results.
 */
@NullMarked
package io.ultimatemcp.acceptance.mcp;

import org.jspecify.annotations.NullMarked;
