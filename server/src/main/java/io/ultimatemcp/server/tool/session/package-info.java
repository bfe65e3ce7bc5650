/**
 * list_sessions and close_session: what a caller can do with its sessions beside running code in
 * them. Knows the door of the sessions, not how an interpreter is kept.
 */
@NullMarked
package io.ultimatemcp.server.tool.session;

import org.jspecify.annotations.NullMarked;
