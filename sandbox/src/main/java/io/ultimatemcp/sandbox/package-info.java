/**
 * Runs a stranger's program under limits and says truthfully how it ended.
 *
 * <p>The door is {@link io.ultimatemcp.sandbox.Sandbox}: a {@link io.ultimatemcp.sandbox.Job} goes
 * in, a {@link io.ultimatemcp.sandbox.Report} comes out, and nothing else survives the job. The
 * inner rooms know Linux (namespaces, cgroups, seccomp); this one ties them together. It must not
 * know of MCP, HTTP, JSON, storage or users.
 */
@NullMarked
package io.ultimatemcp.sandbox;

import org.jspecify.annotations.NullMarked;
