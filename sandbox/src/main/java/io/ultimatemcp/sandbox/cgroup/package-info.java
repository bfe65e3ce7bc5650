/**
 * Limits and measures a tree of processes with control groups, unified or legacy, below our own.
 *
 * <p>This room writes and reads group files only; it must not know how processes are started.
 */
@NullMarked
package io.ultimatemcp.sandbox.cgroup;

import org.jspecify.annotations.NullMarked;
