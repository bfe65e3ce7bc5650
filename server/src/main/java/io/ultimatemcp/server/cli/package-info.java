/**
 * The command line: words and flags in, exit codes out. Knows what the platform can do through one
 * interface, not how it is wired.
 */
@NullMarked
package io.ultimatemcp.server.cli;

import org.jspecify.annotations.NullMarked;
