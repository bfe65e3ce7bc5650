/**
 * Hints at risky constructs of the code that a call runs, searched while it runs. They explain and
 * decide nothing. Knows the reader of sources, not the sandbox.
 */
@NullMarked
package io.ultimatemcp.server.tool.policy;

import org.jspecify.annotations.NullMarked;
