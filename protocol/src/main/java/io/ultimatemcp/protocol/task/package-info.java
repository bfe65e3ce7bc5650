/**
 * Calls that outlive their request (the extension {@code io.modelcontextprotocol/tasks}): records,
 * their store and the running jobs. Knows no transport.
 */
@NullMarked
package io.ultimatemcp.protocol.task;

import org.jspecify.annotations.NullMarked;
