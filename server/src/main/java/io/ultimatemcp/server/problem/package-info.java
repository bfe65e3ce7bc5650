/**
 * Every way a request can be refused, as a value that each door writes in its own form. Knows no
 * door, no tool and no store.
 */
@NullMarked
package io.ultimatemcp.server.problem;

import org.jspecify.annotations.NullMarked;
