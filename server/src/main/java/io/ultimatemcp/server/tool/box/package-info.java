/**
 * What tools that run programs share: reading the files of a request, running a job to its end
 * within what the operator allows, and showing what it left. Knows the sandbox's door, but neither
 * how it isolates nor any particular tool.
 */
@NullMarked
package io.ultimatemcp.server.tool.box;

import org.jspecify.annotations.NullMarked;
