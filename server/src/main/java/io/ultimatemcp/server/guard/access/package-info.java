/**
 * Who may do what: permissions, and the roles that bundle them. Knows neither how a caller was
 * identified nor what a tool does.
 */
@NullMarked
package io.ultimatemcp.server.guard.access;

import org.jspecify.annotations.NullMarked;
