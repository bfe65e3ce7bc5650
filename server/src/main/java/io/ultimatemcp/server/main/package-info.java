/**
 * The wiring: opens the stores and the sandbox, hands them to the doors, closes them in order.
 * Everything meets here and nowhere else.
 */
@NullMarked
package io.ultimatemcp.server.main;

import org.jspecify.annotations.NullMarked;
