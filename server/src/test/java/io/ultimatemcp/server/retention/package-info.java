/** Forgetting, by the server. */
@NullMarked
package io.ultimatemcp.server.retention;

import org.jspecify.annotations.NullMarked;
