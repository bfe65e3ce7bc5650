/**
 * The REST API as functions from a request to a reply. Knows the tools and the stored runs, not the
 * HTTP server.
 */
@NullMarked
package io.ultimatemcp.server.rest;

import org.jspecify.annotations.NullMarked;
