/** Placeholder. */
@NullMarked
package io.ultimatemcp.sandbox;

import org.jspecify.annotations.NullMarked;
