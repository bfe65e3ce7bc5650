/**
 * Sessions: interpreters that stay between calls, each in a sandbox of its own and of one owner.
 *
 * <p>The door is {@link io.ultimatemcp.sandbox.session.Sessions}: a job of an owner goes into the
 * session of its name, a {@link io.ultimatemcp.sandbox.session.CellReport} comes out. This room
 * knows who owns a session only as a word; it must not know how a sandbox is made, nor of MCP, HTTP
 * or storage.
 */
@NullMarked
package io.ultimatemcp.sandbox.session;

import org.jspecify.annotations.NullMarked;
