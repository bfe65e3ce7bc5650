/** Placeholder. */
@NullMarked
package io.ultimatemcp.protocol;

import org.jspecify.annotations.NullMarked;
