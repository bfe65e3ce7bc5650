/**
 * The doors of the protocol: one endpoint that serves HTTP calls and a stdio pipe. Sees HTTP as the
 * abstract {@code HttpCall}; knows no HTTP server and no tool.
 */
@NullMarked
package io.ultimatemcp.protocol.endpoint;

import org.jspecify.annotations.NullMarked;
