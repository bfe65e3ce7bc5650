/** Placeholder. */
@NullMarked
package io.ultimatemcp.server;

import org.jspecify.annotations.NullMarked;
